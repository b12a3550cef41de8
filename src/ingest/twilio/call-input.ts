import { fact, known, type Fact } from '../fact.js';
import { text } from './fields.js';
import type { CallReport } from './told.js';

const MENU_KEY = /^[0-9*#]$/;

/**
 * What <Gather> heard. Of more than one digit only the count is kept, and of speech nothing but that there was some: card numbers
 * and PINs travel this way. The node is where the caller was, which the fold knows.
 */
export function inputOf({ fields, hints, id }: CallReport, call: string): readonly Fact[] {
  const typed = fields['Digits'];
  if (typed !== undefined && typed !== '') return [typedIn(typed, text(hints, 'slot'), `${call}:${id}:input`)];
  if (text(fields, 'SpeechResult') !== undefined) return [fact('ivr.input', `${call}:${id}:input`, known({ kind: 'speech' as const, slot: text(hints, 'slot') }))];
  // An empty gather is posted only where actionOnEmptyResult asks for it.
  return typed === undefined && fields['SpeechResult'] === undefined ? [] : [fact('ivr.no-input', `${call}:${id}:no-input`, {})];
}

function typedIn(typed: string, slot: string | undefined, id: string): Fact {
  if (slot === undefined && MENU_KEY.test(typed)) return fact('ivr.input', id, { kind: 'key', key: typed });
  return fact('ivr.input', id, known({ kind: 'slot' as const, slot, length: typed.length }));
}
