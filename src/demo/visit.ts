import type { QueueLeftReason } from '../domain/event.js';
import { MINUTE } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import type { Pause } from './agenda.js';
import type { Center } from './center.js';
import type { Contact } from './contact.js';
import type { PlaceInLine } from './lines.js';
import { offer } from './offer.js';
import type { WayOut } from './plan.js';
import type { Seat } from './seat.js';

export interface Waiting {
  readonly queue: string;
  readonly patienceMs: Millis;
  readonly wayOut?: WayOut | undefined;
  readonly priority: number;
}

/** How one stay in a queue ended. */
export type Visit =
  | { readonly end: 'answered'; readonly seat: Seat; readonly segment: string }
  | { readonly end: 'left'; readonly reason: QueueLeftReason };

/** The platform's own limits: how many may wait, and for how long. */
const limits: Readonly<Record<string, { readonly places: number; readonly longestMs: Millis }>> = {
  rebate: { places: 9, longestMs: 4 * MINUTE },
};
const usualLimits = { places: 14, longestMs: 6 * MINUTE };

/** Waits in a queue until answered, out of patience, or sent away. */
export function* visitQueue(center: Center, contact: Contact, waiting: Waiting): Generator<Pause, Visit, void> {
  const { agenda, lines } = center;
  const { queue, priority } = waiting;
  const visit = contact.nextVisit();
  const position = lines.waiting(queue) + 1;
  const { places, longestMs } = limits[queue] ?? usualLimits;
  contact.tell('queue.entered', { queue, visit, position, ...(priority > 0 ? { priority } : {}) });
  if (position > places) return leave(contact, queue, visit, 'full');
  if (position > 2) contact.tell('estimate.announced', { seconds: position * 30, visit });
  const ends = endsOf(waiting, agenda.now, longestMs);
  const place: PlaceInLine = { queue, since: agenda.now, priority, bell: {} };
  for (;;) {
    lines.join(place);
    if (place.seat === undefined) yield { bell: place.bell, atMost: ends.at - agenda.now };
    if (place.seat === undefined) {
      lines.leave(place);
      return leave(contact, queue, visit, ends.reason);
    }
    const answer = yield* offer(center, contact, { queue, visit, seat: place.seat, until: ends });
    if (answer.end === 'answered') return { end: 'answered', seat: place.seat, segment: answer.segment };
    if (answer.end === 'gave-up') return leave(contact, queue, visit, ends.reason);
    place.seat = undefined;
  }
}

export interface Ends {
  readonly at: Instant;
  readonly reason: QueueLeftReason;
}

/** What will end the wait if nobody answers: whichever comes first. */
function endsOf({ patienceMs, wayOut }: Waiting, now: Instant, longestMs: Millis): Ends {
  const ends: Ends[] = [{ at: now + patienceMs, reason: 'abandoned' }, { at: now + longestMs, reason: 'timeout' }];
  if (wayOut !== undefined) ends.push({ at: now + wayOut.afterMs, reason: wayOut.kind === 'callback' ? 'exit-key' : 'voicemail' });
  return ends.reduce((first, other) => (other.at < first.at ? other : first));
}

function leave(contact: Contact, queue: string, visit: string, reason: QueueLeftReason): Visit {
  const key = { 'exit-key': '1', voicemail: '2' }[reason as string];
  contact.tell('queue.left', { queue, visit, reason, ...(key === undefined ? {} : { key }) });
  return { end: 'left', reason };
}

