import type { AgentSegment } from './contact.js';
import type { EarshotEvent } from './event.js';
import { DAY } from './time.js';
import type { Instant } from './time.js';
import { dateIn } from './zone.js';

/** Something a customer was promised. Open until an event says that it was fulfilled; broken once its due time has passed without one. */
export interface Promised {
  readonly id: string;
  readonly what?: string;
  readonly madeAt: Instant;
  readonly due?: Instant;
  /** Who made it, where that is said. */
  readonly agent?: string;
  readonly fulfilledAt?: Instant;
}

/** Of one contact this many are known; a sender that makes more says nothing that anyone could keep. */
const MOST_PROMISES = 20;

/** The promises after one more event of their contact, in the total order. */
export function foldPromise(promises: readonly Promised[], event: EarshotEvent): readonly Promised[] {
  if (event.type === 'promise.made') return make(promises, event);
  if (event.type === 'promise.fulfilled') return fulfil(promises, event);
  return promises;
}

/** Made again under the same id: the newer word says what and by when. */
function make(promises: readonly Promised[], { id, time, data }: EarshotEvent & { readonly type: 'promise.made' }): readonly Promised[] {
  const { promise = id, what, due, agent } = data;
  const known = promises.find((each) => each.id === promise);
  if (!known && promises.length >= MOST_PROMISES) return promises;
  const made: Promised = {
    ...known, id: promise, madeAt: known?.madeAt ?? time,
    ...(what === undefined ? {} : { what }), ...(due === undefined ? {} : { due }), ...(agent === undefined ? {} : { agent }),
  };
  return known ? promises.map((each) => (each === known ? made : each)) : [...promises, made];
}

/** One that does not say which promise fulfils those that are open. */
function fulfil(promises: readonly Promised[], { time, data }: EarshotEvent & { readonly type: 'promise.fulfilled' }): readonly Promised[] {
  const isMeant = ({ id }: Promised): boolean => data.promise === undefined || data.promise === id;
  return promises.map((each) => (isMeant(each) && each.fulfilledAt === undefined ? { ...each, fulfilledAt: time } : each));
}

export function areSamePromises(a: readonly Promised[] = [], b: readonly Promised[] = []): boolean {
  return a === b || (a.length === b.length && a.every((each, place) => isSame(each, b[place])));
}

function isSame(a: Promised, b: Promised | undefined): boolean {
  return a.id === b?.id && a.what === b.what && a.madeAt === b.madeAt && a.due === b.due && a.agent === b.agent && a.fulfilledAt === b.fulfilledAt;
}

export function isOpen({ fulfilledAt }: Promised): boolean {
  return fulfilledAt === undefined;
}

export function isBroken(promised: Promised, now: Instant): boolean {
  return isOpen(promised) && promised.due !== undefined && promised.due <= now;
}

/** Kept means fulfilled by its due time. */
export function isKept({ fulfilledAt, due }: Promised): boolean {
  return fulfilledAt !== undefined && (due === undefined || fulfilledAt <= due);
}

/** "yesterday", "today", "in 3 days", by the calendar of the zone. */
export function dayFrom(zone: string, now: Instant, at: Instant): string {
  const days = Math.round((Date.parse(dateIn(zone, at)) - Date.parse(dateIn(zone, now))) / DAY);
  switch (days) {
    case -1: return 'yesterday';
    case 0: return 'today';
    case 1: return 'tomorrow';
    default: return days < 0 ? `${-days} days ago` : `in ${days} days`;
  }
}

/** Whoever is on record as having made it; else the agent who was on the contact then. */
export function makerOf({ agent, madeAt }: Promised, segments: readonly AgentSegment[]): { readonly agent?: string; readonly queue?: string } {
  const segment = agent === undefined
    ? segments.findLast(({ connectedAt }) => connectedAt <= madeAt) ?? segments[0]
    : segments.findLast((each) => each.agent === agent);
  const maker = agent ?? segment?.agent;
  return { ...(maker === undefined ? {} : { agent: maker }), ...(segment?.queue === undefined ? {} : { queue: segment.queue }) };
}
