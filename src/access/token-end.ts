import { ok, refused } from '../domain/result.js';
import type { Result } from '../domain/result.js';
import { DAY } from '../domain/time.js';
import type { Instant } from '../domain/time.js';

/** For so many days a token opens where nobody says for how long: a forgotten one ends. */
export const TOKEN_DAYS = 365;
const MOST_DAYS = 3_650;

/** When a token ends: after so many days, or at an instant; a day alone is its beginning in UTC. */
export function endOf({ days, expires }: { readonly days?: string | undefined; readonly expires?: string | undefined }, now: Instant): Result<Instant> {
  if (days !== undefined && expires !== undefined) return refused('A token has one end. Give --days or --expires, not both.');
  if (expires !== undefined) {
    const at = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2}))?$/.test(expires) ? Date.parse(expires) : Number.NaN;
    return Number.isNaN(at) ? refused(`"${expires}" is no day or instant. Give --expires as 2027-01-31 or 2027-01-31T18:00:00+01:00.`) : ok(at);
  }
  const count = days === undefined ? TOKEN_DAYS : /^\d{1,5}$/.test(days) ? Number(days) : Number.NaN;
  if (!(count >= 1 && count <= MOST_DAYS)) return refused(`"${days}" is no number of days. Give --days a whole number from 1 to ${MOST_DAYS}.`);
  return ok(now + count * DAY);
}
