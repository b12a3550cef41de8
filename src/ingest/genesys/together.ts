import type { EndedBy, QueueLeftReason } from '../../domain/event.js';
import { MINUTE, SECOND } from '../../domain/time.js';
import type { Instant, Millis } from '../../domain/time.js';
import { fact, known } from '../fact.js';
import type { DataOf, Fact } from '../fact.js';

/**
 * What several events of one contact only say together: why a caller left a queue, and who hung up. Each answer has a rank:
 * the better founded one stands, in whatever order the events came.
 */
export interface Together {
  /** Something of it happened besides that somebody asked to be called back. */
  readonly isBegun: boolean;
  readonly visits: ReadonlyMap<string, Visit>;
  readonly ways: readonly Way[];
  /** The customer's connections: over when none is live. */
  readonly customers: ReadonlyMap<string, Customer>;
  readonly partings: readonly Parting[];
}

export interface Visit {
  readonly queue: string | undefined;
  readonly enteredAt: Instant | undefined;
  readonly left: { readonly at: Instant; readonly reason: QueueLeftReason } | undefined;
}

/** Where a caller went on from a queue. */
export interface Way {
  readonly at: Instant;
  readonly reason: QueueLeftReason;
  readonly toQueue?: string;
  /** The stay that this way led to, which it did not end. */
  readonly visit?: string;
}

export interface Customer {
  readonly isOutbound: boolean;
  readonly end: { readonly at: Instant; readonly by: EndedBy | undefined; readonly cause: string | undefined } | undefined;
}

/** Somebody hung up on the customer. */
export interface Parting {
  readonly at: Instant;
  readonly by: 'agent' | 'system';
}

export const nothing: Together = { isBegun: false, visits: new Map(), ways: [], customers: new Map(), partings: [] };

/** Two things that follow from one another are told so far apart at most. */
const NEAR: Millis = 5 * SECOND;
/** A caller who asked for a call-back is told goodbye before they leave the queue. */
const GOODBYE: Millis = 10 * MINUTE;
const MOST = 50;
/** An answer stands over whatever else was thought of it. */
const ANSWERED = 9;

export function withVisit(together: Together, id: string, more: Partial<Visit>): Together {
  const before = together.visits.get(id) ?? { queue: undefined, enteredAt: undefined, left: undefined };
  return { ...together, visits: put(together.visits, id, { ...before, ...more }) };
}

export function withWay(together: Together, way: Way): Together {
  return together.ways.some((each) => JSON.stringify(each) === JSON.stringify(way)) ? together : { ...together, ways: [...together.ways, way].slice(-MOST) };
}

export function withCustomer(together: Together, session: string, { isOutbound, end }: Customer): Together {
  return { ...together, customers: put(together.customers, session, { isOutbound, end: end ?? together.customers.get(session)?.end }) };
}

export function withParting(together: Together, parting: Parting): Together {
  const isHeard = together.partings.some(({ at, by }) => at === parting.at && by === parting.by);
  return isHeard ? together : { ...together, partings: [...together.partings, parting].slice(-MOST) };
}

/** Who is called in from outside while a caller is on the line is not the customer. */
export function isCalledIn({ customers }: Together, session: string): boolean {
  return customers.get(session)?.isOutbound === true && [...customers.values()].some(({ isOutbound }) => !isOutbound);
}

/** What is known now and was not before. */
export function factsTogether(contact: string, before: Together, after: Together): Fact[] {
  const leaves = [...after.visits].flatMap(([id, visit]) => changed(leaving(before, id, before.visits.get(id)), leaving(after, id, visit)));
  return [...leaves, ...changed(ending(contact, before), ending(contact, after))];
}

function changed(before: Fact | undefined, after: Fact | undefined): Fact[] {
  return after === undefined || JSON.stringify(before) === JSON.stringify(after) ? [] : [after];
}

const ranks: Partial<Record<QueueLeftReason, number>> = { overflow: 1, transferred: 1, unavailable: 2, voicemail: 3, callback: 4 };

function leaving({ ways }: Together, id: string, visit: Visit | undefined): Fact | undefined {
  if (visit?.left === undefined) return undefined;
  const { queue, left, enteredAt = left.at - GOODBYE } = visit;
  const leads = (way: Way): boolean => way.visit !== id && way.at <= left.at + NEAR && way.at >= (way.reason === 'callback' ? enteredAt : left.at - NEAR)
    && (left.reason === 'overflow' || (left.reason === 'abandoned' && (way.reason === 'callback' || way.reason === 'unavailable')));
  const way = ways.filter(leads).toSorted((a, b) => rankOf(b) - rankOf(a) || a.at - b.at)[0];
  const data = known<DataOf<'queue.left'>>({ visit: id, queue, reason: way?.reason ?? left.reason, toQueue: way?.toQueue });
  return fact('queue.left', `${id}:unqueued`, data, { time: left.at, sequence: left.reason === 'answered' ? ANSWERED : rankOf(way) });
}

function rankOf(way: Way | undefined): number {
  return way === undefined ? 0 : (ranks[way.reason] ?? 1) * 2 + (way.toQueue === undefined ? 0 : 1);
}

/** Over when the customer is gone, with the last connection of theirs that ended. */
function ending(contact: string, together: Together): Fact | undefined {
  const own = [...together.customers].filter(([session]) => !isCalledIn(together, session)).map(([, customer]) => customer);
  const ends = own.flatMap(({ end }) => end ?? []);
  const last = ends.toSorted((a, b) => a.at - b.at).at(-1);
  if (!together.isBegun || last === undefined || ends.length < own.length) return undefined;
  const partings = together.partings.filter(({ at }) => Math.abs(at - last.at) <= NEAR);
  const parted = last.cause !== 'PEER' ? undefined : partings.find(({ by }) => by === 'agent') ?? partings[0];
  const data = known<DataOf<'contact.ended'>>({ by: last.by ?? parted?.by, cause: last.cause });
  return fact('contact.ended', `${contact}:ended`, data, { time: last.at, sequence: parted === undefined ? 0 : parted.by === 'agent' ? 2 : 1 });
}

function put<Value>(map: ReadonlyMap<string, Value>, key: string, value: Value): ReadonlyMap<string, Value> {
  const next = new Map(map);
  if (next.has(key) || next.size < MOST) next.set(key, value);
  return next;
}
