import type { ContactLane } from '../contract/contact.js';
import type { Contact } from '../domain/contact.js';
import { isLive } from '../domain/flag.js';
import type { Flag } from '../domain/flag.js';
import type { Floor } from '../domain/floor.js';
import { MINUTE, SECOND } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { LiveContact, LiveJourney } from '../ports/live-state.js';
import type { Rank } from './ranking.js';
import { countedBy } from './waiting.js';
import type { Counted } from './waiting.js';

/** How long a contact that is over stays on the board. */
const LINGER = 15 * SECOND;

/** A contact as the board holds it: what it is counted, sorted and filtered by, read anew only when something touched it. */
export interface Shown extends Counted {
  readonly customer: LiveJourney | undefined;
  /** Its own, and those that its customer's journey puts on it. */
  readonly flags: readonly Flag[];
  /** All that it touched. */
  readonly queues: readonly string[];
  readonly hasLane: boolean;
  /** The same object as long as it stands where it stood. `need`: someone can act on it, there is something to say of it, it is still open. */
  readonly place: Rank;
  /** Whether an alert of its own is live, and how severe it is. */
  readonly trouble: 'none' | 'warning' | 'severe';
  /** When it has to be read again, or leaves the board, though nothing touches it. */
  readonly dueAt: Instant;
  readonly goesAt: Instant;
  /** Drawn once a room shows it, and again once it was touched. */
  lane: { readonly drawn: ContactLane; readonly text: string } | undefined;
  isDrawn: boolean;
  /** The lane with since when it is old, while who tells of it is not heard. */
  stale: { readonly of: ContactLane; readonly lane: ContactLane } | undefined;
}

export function show(held: LiveContact, customer: LiveJourney | undefined, floor: Floor, at: Instant, before: Shown | undefined): Shown {
  const { contact } = held;
  const { channel, startedAt, isOpen, isInbound, stage, since, waits } = countedBy(held, floor);
  const flags = flagsOn(held, customer);
  const goesAt = contact.endedAt === undefined ? Infinity : stage === 'wrap-up' ? since + 5 * MINUTE : contact.endedAt + LINGER;
  const need = needOf(flags, isOpen, at);
  const hasLane = contact.direction !== 'outbound' && contact.direction !== 'internal';
  const stays = before !== undefined && before.place.need === need && before.startedAt === startedAt && before.hasLane === hasLane;
  const place = stays ? before.place : { id: held.id, need, startedAt };
  return {
    held, channel, startedAt, isOpen, isInbound, stage, waits, customer, flags, hasLane, goesAt, place,
    lane: before?.lane,
    isDrawn: false,
    stale: before?.stale,
    queues: queuesOf(contact),
    trouble: troubleOf(held.flags, at),
    dueAt: Math.min(goesAt, lapseOf(flags, at)),
  };
}

function flagsOn({ contact, flags }: LiveContact, customer: LiveJourney | undefined): readonly Flag[] {
  if (customer === undefined || customer.flags.length === 0) return flags;
  return [...flags, ...customer.flags.filter((flag) => flag.contact === contact.id)];
}

function needOf(flags: readonly Flag[], isOpen: boolean, at: Instant): number {
  let need = isOpen ? 1 : 0;
  for (const flag of flags) if (flag.retractedAt === undefined) need += isLiveAlert(flag, at) ? 10 : 1;
  return need;
}

function troubleOf(flags: readonly Flag[], at: Instant): Shown['trouble'] {
  if (!flags.some((flag) => isLiveAlert(flag, at))) return 'none';
  return flags.some((flag) => flag.severity === 'severe' && isLive(flag, at)) ? 'severe' : 'warning';
}

/** When the next of them stops being live by itself. */
function lapseOf(flags: readonly Flag[], at: Instant): Instant {
  let soonest = Infinity;
  for (const { until } of flags) if (until !== undefined && until > at && until < soonest) soonest = until;
  return soonest;
}

function isLiveAlert(flag: Flag, at: Instant): boolean {
  return flag.class === 'alert' && isLive(flag, at);
}

function queuesOf({ visits, segments }: Contact): readonly string[] {
  // Most contacts touch one queue: no set is made for them.
  const queues: string[] = [];
  for (const { queue } of visits) if (!queues.includes(queue)) queues.push(queue);
  for (const { queue } of segments) if (queue !== undefined && !queues.includes(queue)) queues.push(queue);
  return queues;
}
