import type { Attribution, ReadingKey } from '../domain/metric.js';
import { DAY } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { LiveState, ReadingsView } from '../ports/live-state.js';
import type { Card } from './card.js';

/** Beside the one that is offered, and "something else" for the last key. */
const MOST_OTHERS = 3;
const ARRIVAL: Attribution = 'arrival';

/** What else a contact may have been about: what callers came for most often in the last day. */
export function otherReasons({ channel, reason }: Pick<Card, 'channel' | 'reason'>, { daily }: Pick<LiveState, 'daily'>, now: Instant): readonly string[] {
  const prefix = `${channel}/reason/`;
  return daily.keys(ARRIVAL)
    .filter((key) => key.startsWith(prefix) && key !== `${prefix}${reason ?? ''}`)
    .map((key) => ({ reason: key.slice(prefix.length), contacts: contactsOf(daily, key, now) }))
    .filter(({ contacts }) => contacts > 0)
    .toSorted((a, b) => b.contacts - a.contacts || (a.reason < b.reason ? -1 : 1))
    .slice(0, MOST_OTHERS)
    .map((each) => each.reason);
}

function contactsOf(daily: ReadingsView, key: ReadingKey, now: Instant): number {
  return daily.sums(ARRIVAL, key, now - DAY, now + 1).contacts ?? 0;
}
