import type { Instant } from '../domain/time.js';

/** What decides the order of contacts on a board. */
export interface Rank {
  readonly id: string;
  /** The more, the further up. */
  readonly need: number;
  readonly startedAt: Instant;
}

/** Flagged contacts first, then the longest. */
export function byNeed(a: Rank, b: Rank): number {
  return b.need - a.need || a.startedAt - b.startedAt || (a.id < b.id ? -1 : a.id === b.id ? 0 : 1);
}

/** Rows a page. */
const PAGE = 256;

/**
 * Contacts kept in their order: one that comes or goes costs a few comparisons, where sorting all at every tick cost a tenth of
 * a core. In pages, because in one list of 60,000 a row that moved took 190 µs, and takes 6 so.
 */
export class Ranking<Ranked extends Rank> implements Iterable<Ranked> {
  /** None of them empty, but the only one. */
  private readonly pages: Ranked[][] = [[]];

  add(row: Ranked): void {
    const place = this.pageOf(row);
    const page = this.pages[place] as Ranked[];
    page.splice(placeIn(page, row), 0, row);
    if (page.length > 2 * PAGE) this.pages.splice(place + 1, 0, page.splice(PAGE));
  }

  remove(row: Ranked): void {
    const place = this.pageOf(row);
    const page = this.pages[place] as Ranked[];
    const at = placeIn(page, row);
    if (page[at]?.id !== row.id) return;
    page.splice(at, 1);
    if (page.length === 0 && this.pages.length > 1) this.pages.splice(place, 1);
  }

  *[Symbol.iterator](): Generator<Ranked, undefined> {
    for (const page of this.pages) yield* page;
    return undefined;
  }

  /** The first page that does not end before the row; the last one if all do. */
  private pageOf(row: Ranked): number {
    let from = 0;
    let to = this.pages.length - 1;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (byNeed(this.pages[middle]?.at(-1) as Ranked, row) < 0) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

function placeIn<Ranked extends Rank>(page: readonly Ranked[], row: Ranked): number {
  let from = 0;
  let to = page.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (byNeed(page[middle] as Ranked, row) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The first so many over several rankings, each row once. */
export function firstOver<Ranked extends Rank>(rankings: readonly Ranking<Ranked>[], most: number): Ranked[] {
  const first = new Map<string, Ranked>();
  const heads = rankings.map((ranking) => headOf(ranking[Symbol.iterator]()));
  while (first.size < most) {
    let best: (typeof heads)[number] | undefined;
    for (const head of heads) {
      if (head.row !== undefined && (best?.row === undefined || byNeed(head.row, best.row) < 0)) best = head;
    }
    if (best?.row === undefined) break;
    first.set(best.row.id, best.row);
    best.row = best.rest.next().value;
  }
  return [...first.values()];
}

function headOf<Ranked>(rest: Iterator<Ranked, undefined>): { row: Ranked | undefined; readonly rest: Iterator<Ranked, undefined> } {
  return { row: rest.next().value, rest };
}
