import { latenessBucket, togetherOf, totalOf } from '../domain/source/lateness.js';
import type { Latenesses } from '../domain/source/lateness.js';
import { MINUTE } from '../domain/time.js';
import type { Instant } from '../domain/time.js';

/** Minutes: a source that says little is measured over so long, a busy one over the last ten. */
const KEPT = 60;
const WINDOW = 10;
/** Enough to estimate a clock by. */
const ENOUGH = 50;

interface Cell {
  readonly minute: Instant;
  events: number;
  refused: number;
  readonly late: Map<number, number>;
}

/** What one source sent in the last hour, minute by minute, and how late each of it was heard. */
export class Lately {
  private cells: Cell[] = [];

  heard(occurred: Instant, received: Instant): void {
    const cell = this.cellAt(received);
    cell.events += 1;
    const bucket = latenessBucket(received - occurred);
    cell.late.set(bucket, (cell.late.get(bucket) ?? 0) + 1);
  }

  refused(count: number, at: Instant): void {
    this.cellAt(at).refused += count;
  }

  /** Over the last ten minutes, of which this one has just begun. */
  counts(at: Instant): { readonly events: number; readonly refused: number; readonly minutes: number } {
    const from = windowOf(at);
    const cells = this.since(from);
    return { events: sum(cells, ({ events }) => events), refused: sum(cells, ({ refused }) => refused), minutes: (at - from) / MINUTE };
  }

  /** How late it was heard, minute by minute over the last ten, newest first. */
  minutes(at: Instant): readonly Latenesses[] {
    return this.since(windowOf(at)).map(({ late }) => late).toReversed();
  }

  /** As above, further back where that is too little: a clock does not change within the hour. */
  moreMinutes(at: Instant): readonly Latenesses[] {
    const minutes = [...this.minutes(at)];
    for (const { late } of this.cells.slice(0, this.cells.length - minutes.length).toReversed()) if (totalOf(togetherOf(minutes)) < ENOUGH) minutes.push(late);
    return minutes;
  }

  private since(from: Instant): Cell[] {
    return this.cells.filter(({ minute }) => minute >= from);
  }

  private cellAt(at: Instant): Cell {
    const minute = minuteOf(at);
    const last = this.cells.at(-1);
    if (last !== undefined && last.minute >= minute) return last;
    const cell = { minute, events: 0, refused: 0, late: new Map<number, number>() };
    this.cells = [...this.cells.slice(1 - KEPT), cell];
    return cell;
  }
}

function minuteOf(at: Instant): Instant {
  return at - (((at % MINUTE) + MINUTE) % MINUTE);
}

function windowOf(at: Instant): Instant {
  return minuteOf(at) - (WINDOW - 1) * MINUTE;
}

function sum(cells: readonly Cell[], of: (cell: Cell) => number): number {
  return cells.reduce((total, cell) => total + of(cell), 0);
}
