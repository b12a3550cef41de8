import type { Measure, Sums } from '../domain/metric.js';

export type Cell = Map<Measure, number>;

/** Cells at the end of a window that may still change at any event: they are added up each time. */
const FRESH = 10;
/** Windows whose older part is kept: the board's, the rules', and one to spare. */
const MOST_KEPT = 3;

/** What the cells from `first` (included) to `end` (excluded) come to. */
interface Settled {
  readonly first: number;
  readonly end: number;
  readonly sums: Sums;
}

/**
 * The cells of one key by step of time. The board adds up the day of each queue five times a second: 96 cells of some sixty sums
 * in the evening, half of the thread with 500 queues. What the older cells come to is kept until one of them changes.
 */
export class Series {
  private readonly cells = new Map<number, Cell>();
  private settled: readonly Settled[] = [];
  private last = -Infinity;

  get size(): number {
    return this.cells.size;
  }

  /** Whether any cell is of that step or a later one. */
  reaches(first: number): boolean {
    return this.last >= first;
  }

  /** To be added to: what was kept of it counts no more. */
  open(when: number): Cell {
    this.change(when);
    if (when > this.last) this.last = when;
    let cell = this.cells.get(when);
    if (!cell) this.cells.set(when, cell = new Map());
    return cell;
  }

  delete(when: number): void {
    this.change(when);
    this.cells.delete(when);
    if (when === this.last) this.last = Math.max(-Infinity, ...this.cells.keys());
  }

  [Symbol.iterator](): Iterator<[number, Cell]> {
    return this.cells.entries();
  }

  steps(): Iterable<number> {
    return this.cells.keys();
  }

  /** From `first` (included) to `end` (excluded). */
  sums(first: number, end: number): Sums {
    const fresh = end - FRESH;
    if (this.cells.size <= 2 * FRESH || fresh <= first) return this.added(first, end);
    const sums: Partial<Record<Measure, number>> = { ...this.settledOf(first, fresh) };
    for (let when = fresh; when < end; when += 1) addCell(sums, this.cells.get(when));
    return sums;
  }

  private settledOf(first: number, end: number): Sums {
    const known = this.settled.find((each) => each.first === first && each.end === end);
    if (known) return known.sums;
    const sums = this.added(first, end);
    this.settled = [{ first, end, sums }, ...this.settled.slice(0, MOST_KEPT - 1)];
    return sums;
  }

  private added(first: number, end: number): Sums {
    const sums: Partial<Record<Measure, number>> = {};
    for (const [when, cell] of this.cells) if (when >= first && when < end) addCell(sums, cell);
    return sums;
  }

  private change(when: number): void {
    if (this.settled.some(({ first, end }) => when >= first && when < end)) this.settled = this.settled.filter(({ first, end }) => when < first || when >= end);
  }
}

function addCell(sums: Partial<Record<Measure, number>>, cell: Cell | undefined): void {
  for (const [measure, value] of cell ?? []) sums[measure] = (sums[measure] ?? 0) + value;
}
