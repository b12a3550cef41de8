import type { EarshotEvent } from './event.js';
import type { Instant } from './time.js';

/** What a supervisor says of a flag: did something about it; it was right, though there was nothing to do; it was noise. */
export const marks = ['acted', 'useful', 'noise'] as const;
export type Mark = (typeof marks)[number];

/** The last word on one rule's flags on one contact. */
export interface FlagMark {
  readonly rule: string;
  readonly mark: Mark;
  readonly by: string;
  readonly at: Instant;
  /** What was done about it. */
  readonly did?: string;
}

/** More rules than there are; a sender that makes up names says nothing of ours. */
const MOST_MARKS = 60;

/** The marks after one more event of their contact, in the total order. */
export function foldMark(known: readonly FlagMark[], event: EarshotEvent & { readonly type: 'flag.marked' }): readonly FlagMark[] {
  const { rule, mark, by, did } = event.data;
  const made: FlagMark = { rule, mark, by, at: event.time, ...(did === undefined ? {} : { did }) };
  if (known.some((each) => each.rule === rule)) return known.map((each) => (each.rule === rule ? made : each));
  return known.length >= MOST_MARKS ? known : [...known, made];
}
