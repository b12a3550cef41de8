import type { Contact } from './contact.js';
import { lastVisitOf, reasonOf } from './contact.js';
import type { Channel, Direction, Resolved } from './event.js';
import type { Floor } from './floor.js';
import { targetsOf } from './floor.js';
import { areSamePromises } from './promise.js';
import type { Promised } from './promise.js';
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
  readonly promises?: readonly Promised[];
}

/** All fields, known or not, in one order: customers' contacts are compared and searched at every event. */
export function summarise(contact: Contact, floor: Floor): ContactSummary {
  const { callback } = contact;
  const summary: Readonly<Record<keyof ContactSummary, unknown>> = {
    id: contact.id,
    customer: contact.customer,
    channel: contact.channel,
    direction: contact.direction,
    entry: contact.entry,
    startedAt: contact.startedAt,
    endedAt: contact.endedAt,
    reason: reasonOf(contact),
    resolved: contact.resolved,
    reached: reachedOf(contact),
    loss: lossOf(contact, floor),
    promises: contact.promises.length === 0 ? undefined : contact.promises,
    callback: callback && { attempts: callback.attempts, reachedAt: callback.reachedAt, lastAttemptBy: callback.lastAttemptBy },
  };
  return summary as unknown as ContactSummary;
}

export function isSameSummary(a: ContactSummary, b: ContactSummary): boolean {
  return a === b || (a.id === b.id && a.customer === b.customer && a.channel === b.channel && a.direction === b.direction && a.entry === b.entry
    && a.startedAt === b.startedAt && a.endedAt === b.endedAt && a.reason === b.reason && a.resolved === b.resolved && a.reached === b.reached
    && isSameLoss(a.loss, b.loss) && isSameCallback(a.callback, b.callback) && areSamePromises(a.promises, b.promises));
}

function isSameLoss(a: Loss | undefined, b: Loss | undefined): boolean {
  return a === b || (a?.why === b?.why && a?.at === b?.at && a?.queue === b?.queue && a?.waitedMs === b?.waitedMs);
}

function isSameCallback(a: ContactSummary['callback'], b: ContactSummary['callback']): boolean {
  return a === b || (a?.attempts === b?.attempts && a?.reachedAt === b?.reachedAt && a?.lastAttemptBy === b?.lastAttemptBy);
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
