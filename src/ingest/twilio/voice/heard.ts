import { fact, type Fact } from '../../fact.js';
import { own } from '../../own.js';
import { and, idOf, type Answered, type Asked } from './asked.js';
import { enter, go } from './go.js';
import type { VoiceMenu, VoiceNode } from './menu.js';
import { hangUp, say } from './verb.js';

/** What <Gather> heard in a node: a key, words, or nothing. */
export function heard(asked: Asked): Answered {
  const { menu, fields, place } = asked;
  const name = place['node'] ?? menu.start;
  const node = own(menu.nodes, name);
  if (node === undefined) return enter(asked, menu.start, 0, []);
  const typed = fields['Digits'] ?? '';
  const spoken = fields['SpeechResult'] ?? '';
  if (typed === '' && spoken === '') return again(asked, name, node, [fact('ivr.no-input', idOf(asked, 'no-input'), { node: name })]);
  const input = inputOf(asked, name, typed);
  const key = typed === '' ? keyBySpeech(node, spoken) : typed;
  const option = own(node.options, key);
  if (option !== undefined) return and([input], go(asked, option.go, { label: option.label, from: `${name}.${key}` }));
  if (menu.human !== undefined && (typed === '0' || isAskedFor(menu, spoken))) return and([input], go(asked, menu.human.go, { label: 'human', from: 'human' }));
  return again(asked, name, node, [input, fact('ivr.no-match', idOf(asked, 'no-match'), { node: name })]);
}

/** One key is kept, never what was said: a word that chooses an option is known by where it led. */
function inputOf(asked: Asked, node: string, typed: string): Fact {
  const isKey = /^[0-9*#]$/.test(typed);
  if (isKey) return fact('ivr.input', idOf(asked, 'input'), { node, kind: 'key', key: typed });
  return fact('ivr.input', idOf(asked, 'input'), typed === '' ? { node, kind: 'speech' } : { node, kind: 'slot', length: typed.length });
}

/** Asks once more; who was asked often enough is helped by a person where there is one. */
function again(asked: Asked, name: string, node: VoiceNode, facts: readonly Fact[]): Answered {
  const { menu, place } = asked;
  const tried = Number(place['tried'] ?? 0) + 1;
  if (tried < node.tries) return and(facts, enter(asked, name, tried, [say(menu.texts.sorry)]));
  if (menu.human !== undefined) return and(facts, go(asked, menu.human.go, { label: 'human', from: 'human' }));
  return { verbs: [say(menu.texts.goodbye), hangUp], facts };
}

function keyBySpeech({ options }: VoiceNode, spoken: string): string {
  return Object.entries(options).find(([, { words }]) => says(spoken, words))?.[0] ?? '';
}

function isAskedFor({ human }: VoiceMenu, spoken: string): boolean {
  return human !== undefined && says(spoken, human.words);
}

/** Whole words only: "billing" is not in "rebillingham". */
function says(spoken: string, words: readonly string[]): boolean {
  const plain = ` ${spoken.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;
  return words.some((word) => plain.includes(` ${word.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()} `));
}
