import { z } from 'zod';
import type { MinutesPeriod } from '../contract/minutes.js';
import { findingStates } from '../domain/finding.js';
import type { FindingState, Word } from '../domain/finding.js';
import { masked } from '../domain/mask.js';
import { ok, refused } from '../domain/result.js';
import type { Result } from '../domain/result.js';
import type { Instant } from '../domain/time.js';

export const words = ['acknowledged', 'cause', 'action', 'comment'] as const;
export type WordName = (typeof words)[number];

const LONGEST = 4_000;
const text = z.string().trim().min(1).max(LONGEST).transform((written) => String(masked(written)));
const shapes = {
  acknowledged: z.strictObject({}),
  cause: z.strictObject({ text }),
  action: z.strictObject({ text, since: z.int().nonnegative().optional() }),
  comment: z.strictObject({ text }),
};
const advice: Readonly<Record<WordName, string>> = {
  acknowledged: 'Send no body, or {}.',
  cause: `Send {"text": …} with up to ${LONGEST} characters.`,
  action: `Send {"text": …, "since": …}: what was done in up to ${LONGEST} characters, and since when it is in effect in milliseconds since 1970. Left out, it is from now on.`,
  comment: `Send {"text": …} with up to ${LONGEST} characters.`,
};

/** What someone says of a finding. Digits of a number that could be a caller's are masked, as in everything that is kept. */
export function readWord(is: string, body: unknown, now: Instant): Result<Word> {
  const name = words.find((each) => each === is);
  if (name === undefined) return refused(`There is no "${is.slice(0, 40)}" here. Post to ${words.join(', ')}.`);
  const read = shapes[name].safeParse(body ?? {});
  if (!read.success) return refused(advice[name]);
  const given = read.data as { readonly text?: string; readonly since?: Instant };
  switch (name) {
    case 'acknowledged': return ok({ is: name });
    case 'action': return ok({ is: name, text: given.text ?? '', since: given.since ?? now });
    default: return ok({ is: name, text: given.text ?? '' });
  }
}

const periods: readonly MinutesPeriod[] = ['day', 'week'];

export function readMinutesAsked(query: Readonly<Record<string, unknown>>): Result<{ readonly channel: string; readonly period: MinutesPeriod }> {
  const unknown = Object.keys(query).find((name) => name !== 'channel' && name !== 'period');
  if (unknown !== undefined) return refused(`There is no parameter "${unknown.slice(0, 80)}" here. There are: channel, period.`);
  const { channel = 'voice', period = 'week' } = query;
  const known = periods.find((each) => each === period);
  if (known === undefined) return refused('The period is day or week: the last 24 hours, or the last seven days.');
  if (typeof channel !== 'string' || channel === '' || channel.length > 64) return refused('A channel is one name, such as voice or chat.');
  return ok({ channel, period: known });
}

export interface Narrowed {
  readonly state?: FindingState;
  readonly owner?: string;
}

export function readNarrowed(query: Readonly<Record<string, unknown>>, known: readonly ('state' | 'owner')[]): Result<Narrowed> {
  const unknown = Object.keys(query).find((name) => !known.some((each) => each === name));
  if (unknown !== undefined) return refused(`There is no parameter "${unknown.slice(0, 80)}" here. There are: ${known.join(', ')}.`);
  const { state, owner } = query;
  const named = findingStates.find((each) => each === state);
  if (state !== undefined && named === undefined) return refused(`A finding's state is ${findingStates.join(', ')}.`);
  if (owner !== undefined && typeof owner !== 'string') return refused('Give the parameter "owner" once.');
  return ok({ ...(named === undefined ? {} : { state: named }), ...(owner === undefined ? {} : { owner }) });
}
