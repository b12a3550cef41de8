import type { Attribution, ReadingKey } from '../domain/metric.js';
import { DAY } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { LiveState, ReadingsView } from '../ports/live-state.js';
import type { Card } from './card.js';

/** Beside the one that is offered, and "something else" for the last key. */
const MOST_OTHERS = 3;
const ARRIVAL: Attribution = 'arrival';

/** What else a contact may have been about: what callers came for most often in the last day, then what the floor has queues for. */
export function otherReasons({ channel, reason }: Pick<Card, 'channel' | 'reason'>, { daily, floor }: Pick<LiveState, 'daily' | 'floor'>, now: Instant): readonly string[] {
  const known = [...lastUsed(`${channel}/reason/`, daily, now), ...Object.keys(floor.queues)];
  return [...new Set(known)].filter((each) => each !== reason).slice(0, MOST_OTHERS);
}

function lastUsed(prefix: string, daily: ReadingsView, now: Instant): readonly string[] {
  return daily.keys(ARRIVAL)
    .filter((key) => key.startsWith(prefix))
    .map((key) => ({ reason: key.slice(prefix.length), contacts: contactsOf(daily, key, now) }))
    .filter(({ contacts }) => contacts > 0)
    .toSorted((a, b) => b.contacts - a.contacts || (a.reason < b.reason ? -1 : 1))
    .map((each) => each.reason);
}

function contactsOf(daily: ReadingsView, key: ReadingKey, now: Instant): number {
  return daily.sums(ARRIVAL, key, now - DAY, now + 1).contacts ?? 0;
}
