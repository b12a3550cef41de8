import { callBackOf, isSameCallBack } from './call-back.js';
import type { CallBackSummary } from './call-back.js';
import type { Contact } from './contact.js';
import { lastVisitOf, reasonOf } from './contact.js';
import { endingOf, isSameEnding } from './ending.js';
import type { Ending } from './ending.js';
import type { CallResult, Channel, Direction, Resolved } from './event.js';
import { brokenCauses, cutOffIn } from './cut-off.js';
import type { Floor } from './floor.js';
import { targetsOf } from './floor.js';
import { talkMsIn } from './lost-time.js';
import { isNumberKey } from './number-key.js';
import { areSamePromises } from './promise.js';
import type { Promised } from './promise.js';
import { questionOf, resolvedSaid } from './surveyed.js';
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

export interface CutOff {
  readonly at: Instant;
  readonly agent: string;
  readonly queue?: string;
}

export interface ContactSummary {
  readonly id: string;
  readonly customer?: string;
  /** The hash of the number that it is from or to, of a customer known by another key. */
  readonly number?: string;
  /** The hash of its number under the key before, while both are written. */
  readonly formerly?: string;
  readonly channel: Channel;
  readonly direction: Direction;
  readonly entry?: string;
  readonly startedAt: Instant;
  readonly endedAt?: Instant;
  readonly reason?: string;
  readonly resolved?: Resolved;
  readonly reached: 'agent' | 'queue' | 'menu' | 'none';
  readonly loss?: Loss;
  /** The last place in the menu on the way in. */
  readonly node?: string;
  /** The queue it came to last. */
  readonly queue?: string;
  /** Where the connection broke in the midst of a talk. */
  readonly cutOff?: CutOff;
  /** Who said how the matter stands, and what the customer said to that in a survey. */
  readonly solvedBy?: string;
  readonly surveyed?: { readonly resolved: Resolved; readonly at: Instant };
  readonly callback?: CallBackSummary;
  /** What came of a call that we made; `unknown` while it is dialled, and where nothing was heard. */
  readonly dialled?: CallResult | 'unknown';
  readonly promises?: readonly Promised[];
  readonly ending?: Ending;
  /** How long agents talked with the customer; of a contact that is over for sure. */
  readonly talkMs?: Millis;
}

/** All fields, known or not, in one order: customers' contacts are compared and searched at every event. */
export function summarise(contact: Contact, floor: Floor): ContactSummary {
  const summary: Readonly<Record<keyof ContactSummary, unknown>> = {
    id: contact.id,
    customer: contact.customer,
    number: aliasOf(contact),
    formerly: formerlyOf(contact),
    channel: contact.channel,
    direction: contact.direction,
    entry: contact.entry,
    startedAt: contact.startedAt,
    endedAt: contact.endedAt,
    reason: reasonOf(contact),
    resolved: contact.resolved,
    reached: reachedOf(contact),
    loss: lossOf(contact, floor),
    node: contact.menu.findLast((visit) => visit.purpose === 'route' && !visit.afterAgent)?.node,
    queue: contact.visits.at(-1)?.queue,
    cutOff: cutOffOf(contact, floor),
    solvedBy: contact.resolvedBy?.agent,
    surveyed: surveyedOf(contact),
    promises: contact.promises.length === 0 ? undefined : contact.promises,
    ending: endingOf(contact, floor),
    talkMs: talkMsIn(contact),
    callback: callBackOf(contact),
    dialled: contact.dialled && (contact.dialled.result ?? 'unknown'),
  };
  return summary as unknown as ContactSummary;
}

export function isSameSummary(a: ContactSummary, b: ContactSummary): boolean {
  return a === b || (a.id === b.id && a.customer === b.customer && a.number === b.number && a.formerly === b.formerly && a.channel === b.channel && a.direction === b.direction && a.entry === b.entry
    && a.startedAt === b.startedAt && a.endedAt === b.endedAt && a.reason === b.reason && a.resolved === b.resolved && a.reached === b.reached
    && a.node === b.node && a.queue === b.queue && a.solvedBy === b.solvedBy && a.cutOff?.at === b.cutOff?.at && a.cutOff?.agent === b.cutOff?.agent
    && a.surveyed?.resolved === b.surveyed?.resolved && a.surveyed?.at === b.surveyed?.at && isSameLoss(a.loss, b.loss) && isSameCallBack(a.callback, b.callback) && a.dialled === b.dialled && areSamePromises(a.promises, b.promises)
    && isSameEnding(a.ending, b.ending) && a.talkMs === b.talkMs);
}

function isSameLoss(a: Loss | undefined, b: Loss | undefined): boolean {
  return a === b || (a?.why === b?.why && a?.at === b?.at && a?.queue === b?.queue && a?.waitedMs === b?.waitedMs);
}

/** Puts a contact's summary into its customer's journey, in order; bounded to the newest contacts. */
export function withContact(journey: Journey, summary: ContactSummary): Journey {
  const others = journey.contacts.filter((each) => each.id !== summary.id);
  const contacts = [...others, summary].toSorted(byStart).slice(-JOURNEY_CONTACTS);
  return { customer: journey.customer, contacts };
}

/** As many as a journey holds, oldest first; the same object where they are few and in order. */
export function newestOf(contacts: readonly ContactSummary[]): readonly ContactSummary[] {
  const isInOrder = contacts.every((each, place) => place === 0 || byStart(contacts[place - 1] as ContactSummary, each) < 0);
  const sorted = isInOrder ? contacts : contacts.toSorted(byStart);
  return sorted.length > JOURNEY_CONTACTS ? sorted.slice(-JOURNEY_CONTACTS) : sorted;
}

export function withoutContact(journey: Journey, id: string): Journey {
  return { customer: journey.customer, contacts: journey.contacts.filter((each) => each.id !== id) };
}

/** Of a customer whom the platform knows by its own id. Two numbers say nothing of each other. */
function aliasOf({ customer, number }: Contact): string | undefined {
  return customer === undefined || number === undefined || isNumberKey(customer) || !isNumberKey(number) ? undefined : number;
}

/** The former hash is of the number that the contact is from or to: of a customer known by another number it says nothing either. */
function formerlyOf({ customer, number, formerly }: Contact): string | undefined {
  return customer === undefined || (isNumberKey(customer) && customer !== number) ? undefined : formerly;
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
  // Passed on to a number outside, the caller is in other hands.
  if (segment.transfer?.outside === true) return undefined;
  if (segment.transfer !== undefined || segment.by === 'transfer') {
    const passedAt = segment.transfer?.at ?? segment.leftAt ?? contact.endedAt;
    // Nor is who left a message, or was served by a menu, lost.
    if (contact.outcomes.some(({ at, result }) => result === 'success' && at >= passedAt)) return undefined;
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

function cutOffOf(contact: Contact, floor: Floor): CutOff | undefined {
  if (contact.endedAt === undefined || contact.segments.length === 0) return undefined;
  const causes = floor.flags['dropped']?.options?.['causes'];
  const segment = cutOffIn(contact, typeof causes === 'string' ? causes : brokenCauses);
  if (!segment) return undefined;
  return { at: segment.leftAt ?? contact.endedAt, agent: segment.agent, ...(segment.queue === undefined ? {} : { queue: segment.queue }) };
}

/** The last word of all surveys on whether the matter was resolved. */
function surveyedOf({ surveys }: Contact): ContactSummary['surveyed'] {
  if (surveys.length === 0) return undefined;
  const resolved = resolvedSaid(surveys);
  const at = Math.max(...surveys.flatMap(({ answers }) => answers).filter((answer) => questionOf(answer) === 'resolved').map((answer) => answer.at));
  return resolved === undefined ? undefined : { resolved, at };
}

function reachedOf(contact: Contact): ContactSummary['reached'] {
  if (contact.segments.length > 0) return 'agent';
  if (contact.visits.length > 0) return 'queue';
  return contact.menu.length > 0 ? 'menu' : 'none';
}

function byStart(a: ContactSummary, b: ContactSummary): number {
  return a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1);
}
