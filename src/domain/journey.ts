import type { Contact } from './contact.js';
import { lastVisitOf, reasonOf } from './contact.js';
import type { Channel, Direction, Resolved } from './event.js';
import type { Floor } from './floor.js';
import { targetsOf } from './floor.js';
import type { Instant, Millis } from './time.js';

/** One customer's contacts, oldest first. A contact never knows its customer's others: what spans them lives here. */
export interface Journey {
  readonly customer: string;
  readonly contacts: readonly ContactSummary[];
}

/** How many contacts of one customer a journey holds: the newest. */
export const JOURNEY_CONTACTS = 200;

export type LossKind = 'abandoned' | 'turned-away' | 'cut-off' | 'lost-in-transfer';

/** How a contact let its caller down in the end. */
export interface Loss {
  readonly why: LossKind;
  readonly at: Instant;
  readonly queue?: string;
  readonly waitedMs: Millis;
}

export interface ContactSummary {
  readonly id: string;
  readonly customer?: string;
  readonly channel: Channel;
  readonly direction: Direction;
  readonly entry?: string;
  readonly startedAt: Instant;
  readonly endedAt?: Instant;
  readonly reason?: string;
  readonly resolved?: Resolved;
  readonly reached: 'agent' | 'queue' | 'menu' | 'none';
  readonly loss?: Loss;
  readonly callback?: { readonly attempts: number; readonly reachedAt?: Instant; readonly lastAttemptBy?: string };
}

export function summarise(contact: Contact, floor: Floor): ContactSummary {
  const reason = reasonOf(contact);
  const loss = lossOf(contact, floor);
  const { callback } = contact;
  return {
    id: contact.id,
    ...(contact.customer === undefined ? {} : { customer: contact.customer }),
    channel: contact.channel,
    direction: contact.direction,
    ...(contact.entry === undefined ? {} : { entry: contact.entry }),
    startedAt: contact.startedAt,
    ...(contact.endedAt === undefined ? {} : { endedAt: contact.endedAt }),
    ...(reason === undefined ? {} : { reason }),
    ...(contact.resolved === undefined ? {} : { resolved: contact.resolved }),
    reached: reachedOf(contact),
    ...(loss === undefined ? {} : { loss }),
    ...(callback === undefined ? {} : {
      callback: {
        attempts: callback.attempts,
        ...(callback.reachedAt === undefined ? {} : { reachedAt: callback.reachedAt }),
        ...(callback.lastAttemptBy === undefined ? {} : { lastAttemptBy: callback.lastAttemptBy }),
      },
    }),
  };
}

/** Puts a contact's summary into its customer's journey, in order; bounded to the newest contacts. */
export function withContact(journey: Journey, summary: ContactSummary): Journey {
  const others = journey.contacts.filter((each) => each.id !== summary.id);
  const contacts = [...others, summary].toSorted(byStart).slice(-JOURNEY_CONTACTS);
  return { customer: journey.customer, contacts };
}

export function withoutContact(journey: Journey, id: string): Journey {
  return { customer: journey.customer, contacts: journey.contacts.filter((each) => each.id !== id) };
}

/** How the contact let its caller down, if it did; asked of contacts that are over. */
export function lossOf(contact: Contact, floor: Floor): Loss | undefined {
  if (contact.endedAt === undefined || contact.endedBy === 'inferred' || contact.direction !== 'inbound') return undefined;
  const visit = lastVisitOf(contact);
  const segment = contact.segments.at(-1);
  const after = segment !== undefined && (visit === undefined || visit.reason === 'answered' || segment.connectedAt >= visit.enteredAt);
  if (!after && visit) return lossInQueue(visit, segment !== undefined, floor);
  if (!segment) return undefined;
  const where = segment.queue === undefined ? {} : { queue: segment.queue };
  if (segment.transfer !== undefined || segment.by === 'transfer') {
    return { why: 'lost-in-transfer', at: contact.endedAt, ...where, waitedMs: Math.max(0, contact.endedAt - (segment.leftAt ?? contact.endedAt)) };
  }
  if (segment.by === 'system') return { why: 'cut-off', at: contact.endedAt, ...where, waitedMs: 0 };
  return undefined;
}

function lossInQueue(visit: Contact['visits'][number], transferred: boolean, floor: Floor): Loss | undefined {
  const waitedMs = visit.waitMs ?? 0;
  const seen = { at: visit.leftAt ?? visit.enteredAt, queue: visit.queue, waitedMs };
  switch (visit.reason) {
    case 'abandoned':
      if (transferred) return { why: 'lost-in-transfer', ...seen };
      return waitedMs > targetsOf(floor, visit.queue).shortAbandonMs ? { why: 'abandoned', ...seen } : undefined;
    case 'timeout':
    case 'empty':
    case 'full':
    case 'unavailable':
    case 'closed':
      return { why: 'turned-away', ...seen };
    default:
      return undefined;
  }
}

function reachedOf(contact: Contact): ContactSummary['reached'] {
  if (contact.segments.length > 0) return 'agent';
  if (contact.visits.length > 0) return 'queue';
  return contact.menu.length > 0 ? 'menu' : 'none';
}

function byStart(a: ContactSummary, b: ContactSummary): number {
  return a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1);
}
