import type { FlagMarkView } from '../../contract/contact.js';
import { type Answer, call } from './api.js';

export type Mark = FlagMarkView['mark'];

/** What a flag was worth, in the order of the buttons. */
export const markWords: readonly (readonly [mark: Mark, word: string, means: string])[] = [
  ['acted', 'Acted', 'Something was done about it'], ['useful', 'Right', 'It was right, though there was nothing to do'], ['noise', 'Noise', 'It was not worth looking at'],
];

export const markFlag = (contact: string, rule: string, mark: Mark, did: string): Promise<Answer<FlagMarkView>> => call('POST', 'flags/marks', { contact, rule, mark, ...(did === '' ? {} : { did }) });

/** "Acted, ann: moved two agents"; nothing of a flag that nobody marked. */
export function sayMark(mark: FlagMarkView | null | undefined): string {
  if (mark === undefined || mark === null) return '';
  const word = markWords.find(([id]) => id === mark.mark)?.[1] ?? mark.mark;
  return `${word}, ${mark.by}${mark.did === undefined ? '' : `: ${mark.did}`}`;
}
