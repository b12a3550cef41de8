import type { Contact } from '../../domain/contact.js';
import { countsAtQueues, tallyStay } from '../../domain/contributions/contact.js';
import type { EarshotEvent } from '../../domain/event.js';
import type { Floor } from '../../domain/floor.js';
import type { Sums, VisitMeasure } from '../../domain/metric.js';
import type { Instant } from '../../domain/time.js';
import { waitsLive } from '../../domain/waiting.js';
import { moment } from './moments.js';
import type { Moments } from './moments.js';
import { Walk } from './walk.js';

/** What of a stay is known again in a replay: how many, and not how long. */
export const stayMeasures = [
  'offered', 'transferredIn', 'lostSight', 'answered', 'answeredInTime', 'direct', 'abandoned', 'abandonedInTime', 'abandonedShort',
  'flowInvoluntary', 'flowByChoice', 'callback', 'callbackInTime', 'flowRerouted',
] as const satisfies readonly VisitMeasure[];

/** A stay as it stands: in which queue, since when, whether its caller waits there now, and what it has come to. */
interface Stay {
  readonly queue: number;
  readonly since: Instant;
  readonly waits: boolean;
  readonly bits: number;
}

const nothing: readonly Stay[] = [];

/** Tells again when a stored contact came into queues and left them. `queueOf`: the number of a queue; undefined: there are too many. */
export function staysAgain(events: readonly EarshotEvent[], floor: Floor, until: Instant, moments: Moments, queueOf: (channel: string, queue: string) => number | undefined): void {
  const walk = new Walk(events);
  let before: readonly Stay[] = nothing;
  for (;;) {
    const [heardAt, lostAt] = [walk.nextAt, walk.lostAt];
    if (heardAt === Infinity && lostAt > until) return;
    if (heardAt <= lostAt) walk.take(() => false);
    else walk.lose();
    const { contact } = walk;
    const now = staysOf(contact, floor, queueOf);
    tell(before, now, Math.min(heardAt, lostAt), moments);
    before = now;
  }
}

function staysOf(contact: Contact, floor: Floor, queueOf: (channel: string, queue: string) => number | undefined): readonly Stay[] {
  if (contact.visits.length === 0) return nothing;
  const isLive = contact.endedAt === undefined && waitsLive(contact);
  const counts = countsAtQueues(contact, floor);
  return contact.visits.flatMap((visit): readonly Stay[] => {
    const queue = queueOf(contact.channel, visit.queue);
    if (queue === undefined) return [];
    return [{ queue, since: visit.enteredAt, waits: isLive && visit.leftAt === undefined, bits: counts ? bitsOf(tallyStay(contact, visit, floor) ?? {}) : 0 }];
  });
}

function bitsOf(tally: Sums): number {
  let bits = 0;
  for (const [place, measure] of stayMeasures.entries()) if ((tally[measure] ?? 0) > 0) bits |= 1 << place;
  return bits;
}

/** What differs. */
function tell(before: readonly Stay[], now: readonly Stay[], at: Instant, moments: Moments): void {
  const [waited, waits] = [waitsIn(before), waitsIn(now)];
  for (const [queue, since] of waited) if (waits.get(queue) !== since) moments.add(at, moment.leaves, queue, since, 0);
  for (const [queue, since] of waits) if (waited.get(queue) !== since) moments.add(at, moment.enters, queue, since, 0);
  for (let place = 0; place < Math.max(before.length, now.length); place += 1) {
    const [was, is] = [before[place], now[place]];
    if (was?.bits === is?.bits && was?.since === is?.since && was?.queue === is?.queue) continue;
    if (was !== undefined && was.bits !== 0) moments.add(at, moment.uncounts, was.queue, was.since, was.bits);
    if (is !== undefined && is.bits !== 0) moments.add(at, moment.counts, is.queue, is.since, is.bits);
  }
}

/** In one queue a contact waits once, since it came in last. */
function waitsIn(stays: readonly Stay[]): ReadonlyMap<number, Instant> {
  return new Map(stays.flatMap(({ queue, since, waits }) => (waits ? [[queue, since] as const] : [])));
}
