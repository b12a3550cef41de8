import type { Page } from '../contract/session.js';
import type { Slip } from '../ports/history.js';
import { cursorOf, newestFirst } from './cursor.js';
import type { Place } from './cursor.js';

/** One list out of two: what the memory holds, and what rows hold. The memory knows better where both do. */
export interface Lists<Item> {
  readonly held: readonly Item[];
  isHeld(item: Item): boolean;
  stored(slip: Slip): Promise<readonly Item[]>;
  placeOf(item: Item): Place;
}

/** One page, newest first. Rows are read until the page is full for sure: those that the memory holds are left out. */
export async function mergedPage<Item>(lists: Lists<Item>, { after, limit }: Slip): Promise<Page<Item>> {
  const { placeOf } = lists;
  const byPlace = (a: Item, b: Item): number => newestFirst(placeOf(a), placeOf(b));
  const isBehind = (place: Place | undefined) => (item: Item): boolean => place === undefined || newestFirst(place, placeOf(item)) < 0;
  const held = lists.held.filter(isBehind(after)).toSorted(byPlace);
  const rows: Item[] = [];
  for (let from = after; ;) {
    const read = await lists.stored({ limit: limit + 1, ...(from === undefined ? {} : { after: from }) });
    rows.push(...read.filter((item) => !lists.isHeld(item)));
    const last = read.at(-1);
    if (last === undefined || read.length <= limit) break;
    from = placeOf(last);
    const isBeyond = isBehind(from);
    if (rows.length + held.filter((item) => !isBeyond(item)).length > limit) break;
  }
  const items = [...held, ...rows].toSorted(byPlace).slice(0, limit + 1);
  const last = items[limit - 1];
  return { items: items.slice(0, limit), next: items.length > limit && last !== undefined ? cursorOf(placeOf(last)) : null };
}

/** A list that is whole. */
export function wholePage<Item>(items: readonly Item[]): Page<Item> {
  return { items, next: null };
}
