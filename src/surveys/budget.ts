import type { Programme } from '../domain/survey.js';
import { DAY } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';

/** The attention of one person, over all programmes: promises, so no settings. */
export const TRANSACTIONAL_REST: Millis = 30 * DAY;
export const YEAR: Millis = 365 * DAY;
export const A_YEAR = 4;

/** An invitation that a person got, or is to get. */
export interface Asked {
  readonly kind: Programme['kind'];
  readonly at: Instant;
}

export type OverBudget = 'asked within 30 days' | 'asked four times this year';

/** Why this person is not to be asked; undefined when they may be. A pulsed study about a contact is as transactional as any. */
export function overBudget(earlier: readonly Asked[], kind: Programme['kind'], now: Instant): OverBudget | undefined {
  const within = (rest: Millis) => ({ at }: Asked): boolean => at > now - rest;
  if (earlier.filter(within(YEAR)).length >= A_YEAR) return 'asked four times this year';
  const rests = isTransactional(kind) && earlier.some((each) => isTransactional(each.kind) && within(TRANSACTIONAL_REST)(each));
  return rests ? 'asked within 30 days' : undefined;
}

function isTransactional(kind: Programme['kind']): boolean {
  return kind !== 'periodic';
}
