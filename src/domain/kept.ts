import type { EarshotEvent } from './event.js';
import { compareEvents, isSameEvent, supersedes } from './order.js';

/** How many events of a contact are kept: the first in the total order, and the end. */
export const KEPT_EVENTS = 500;
/** In fewer events than this a search costs less than an index of their ids. */
const FEW_EVENTS = 32;

/** A contact's own events, in the total order, each once. */
export interface Kept {
  readonly events: EarshotEvent[];
  /** Events past the bound were cut. */
  truncated: boolean;
  /** The ids of the events by source, once there are many: an agent's day has a thousand, and each new event is looked for in them. */
  ids?: Map<string, Set<string>>;
}

/**
 * What adding an event did. `appended`: it comes after all others, so it can be folded on top;
 * `inserted`: it belongs between them or replaces one, so the contact is folded anew; `same`: it says nothing new;
 * `cut`: it lies past the bound.
 */
export type Kind = 'appended' | 'inserted' | 'same' | 'cut';

/** `from`: the place from which on the events are not what they were. */
export interface Change {
  readonly kind: Kind;
  readonly from: number;
}

export function keep(kept: Kept, event: EarshotEvent, bound = KEPT_EVENTS): Kind {
  return keepAt(kept, event, bound).kind;
}

export function keepAt(kept: Kept, event: EarshotEvent, bound = KEPT_EVENTS): Change {
  const { events } = kept;
  const known = placeOfSame(kept, event);
  if (known >= 0) {
    if (!supersedes(event, events[known] as EarshotEvent)) return { kind: 'same', from: events.length };
    events.splice(known, 1);
    const place = placeOf(events, event);
    events.splice(place, 0, event);
    return { kind: 'inserted', from: Math.min(known, place) };
  }
  const place = placeOf(events, event);
  if (place === events.length) events.push(event);
  else events.splice(place, 0, event);
  idsOf(kept, event)?.add(event.id);
  const cut = cutLast(kept, bound);
  if (cut === event) return { kind: 'cut', from: events.length };
  return { kind: place === events.length - 1 && cut === undefined ? 'appended' : 'inserted', from: place };
}

function placeOfSame(kept: Kept, event: EarshotEvent): number {
  const { events } = kept;
  if (idsOf(kept, event)?.has(event.id) === false) return -1;
  for (let place = events.length - 1; place >= 0; place -= 1) if (isSameEvent(events[place] as EarshotEvent, event)) return place;
  return -1;
}

/** The known ids of the event's source, where there are so many events that they are indexed. */
function idsOf(kept: Kept, { source }: EarshotEvent): Set<string> | undefined {
  if (kept.ids === undefined) {
    if (kept.events.length < FEW_EVENTS) return undefined;
    kept.ids = new Map();
    for (const event of kept.events) idsOf(kept, event)?.add(event.id);
  }
  let ids = kept.ids.get(source);
  if (!ids) kept.ids.set(source, ids = new Set());
  return ids;
}

/** The end is always kept: without it a long contact would never be over. */
function cutLast(kept: Kept, bound: number): EarshotEvent | undefined {
  if (kept.events.length <= bound || kept.events.filter((event) => event.type !== 'contact.ended').length <= bound) return undefined;
  const last = kept.events.findLastIndex((event) => event.type !== 'contact.ended');
  kept.truncated = true;
  const [cut] = kept.events.splice(last, 1);
  if (cut) kept.ids?.get(cut.source)?.delete(cut.id);
  return cut;
}

function placeOf(events: readonly EarshotEvent[], event: EarshotEvent): number {
  let low = 0;
  let high = events.length;
  // Most events arrive in order: ask about the end first.
  const last = events.at(-1);
  if (last === undefined || compareEvents(last, event) < 0) return high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareEvents(events[middle] as EarshotEvent, event) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
