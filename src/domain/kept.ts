import type { EarshotEvent } from './event.js';
import { compareEvents, isSameEvent } from './order.js';

/** How many events of a contact are kept: the first in the total order, and the end. */
export const KEPT_EVENTS = 500;

/** A contact's own events, in the total order, each once. */
export interface Kept {
  readonly events: EarshotEvent[];
  /** Events past the bound were cut. */
  truncated: boolean;
}

/**
 * What adding an event did. `appended`: it comes after all others, so it can be folded on top;
 * `inserted`: it belongs between them or replaces one, so the contact is folded anew; `same`: it says nothing new;
 * `cut`: it lies past the bound.
 */
export type Kind = 'appended' | 'inserted' | 'same' | 'cut';

export function keep(kept: Kept, event: EarshotEvent, bound = KEPT_EVENTS): Kind {
  const { events } = kept;
  const known = events.findIndex((each) => isSameEvent(each, event));
  if (known >= 0) {
    if (compareEvents(events[known] as EarshotEvent, event) >= 0) return 'same';
    events.splice(known, 1);
    events.splice(placeOf(events, event), 0, event);
    return 'inserted';
  }
  const place = placeOf(events, event);
  events.splice(place, 0, event);
  const cut = cutLast(kept, bound);
  if (cut === event) return 'cut';
  return place === events.length - 1 && cut === undefined ? 'appended' : 'inserted';
}

/** The end is always kept: without it a long contact would never be over. */
function cutLast(kept: Kept, bound: number): EarshotEvent | undefined {
  if (kept.events.length <= bound || kept.events.filter((event) => event.type !== 'contact.ended').length <= bound) return undefined;
  const last = kept.events.findLastIndex((event) => event.type !== 'contact.ended');
  kept.truncated = true;
  return kept.events.splice(last, 1)[0];
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
