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

/** Contacts kept in their order: one that comes or goes costs a few comparisons, where sorting all at every tick cost a tenth of a core. */
export class Ranking<Ranked extends Rank> {
  readonly rows: Ranked[] = [];

  add(row: Ranked): void {
    this.rows.splice(this.placeOf(row), 0, row);
  }

  remove(row: Ranked): void {
    const place = this.placeOf(row);
    if (this.rows[place]?.id === row.id) this.rows.splice(place, 1);
  }

  private placeOf(row: Ranked): number {
    let from = 0;
    let to = this.rows.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (byNeed(this.rows[middle] as Ranked, row) < 0) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

/** The first so many over several rankings, each row once. */
export function firstOver<Ranked extends Rank>(rankings: readonly Ranking<Ranked>[], most: number): Ranked[] {
  const first = new Map<string, Ranked>();
  const heads = rankings.map(({ rows }) => ({ rows, at: 0 }));
  while (first.size < most) {
    let best: (typeof heads)[number] | undefined;
    for (const head of heads) {
      const row = head.rows[head.at];
      if (row !== undefined && (best === undefined || byNeed(row, best.rows[best.at] as Ranked) < 0)) best = head;
    }
    if (!best) break;
    const row = best.rows[best.at] as Ranked;
    first.set(row.id, row);
    best.at += 1;
  }
  return [...first.values()];
}
