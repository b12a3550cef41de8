import { attributions } from '../domain/metric.js';
import type { Attribution, Contribution, Measure, ReadingKey, Sums } from '../domain/metric.js';
import { QUARTER } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import type { ReadingDelta } from '../ports/state-store.js';
import { Series } from './series.js';
import type { Cell } from './series.js';

/**
 * Sums of contributions by key and step of time since 1970: a small integer, which is found in half the time that an instant takes.
 * A cell that comes to nothing is forgotten.
 */
export class Readings {
  private readonly cells: Readonly<Record<Attribution, Map<ReadingKey, Series>>> = { arrival: new Map(), completion: new Map(), disconnect: new Map() };
  /** The first step that is held. */
  private begin = -Infinity;

  /** `step`: the length of one cell, a divisor of the quarter-hour. */
  constructor(private readonly step: Millis) {}

  add(contributions: readonly Contribution[], sign: 1 | -1): void {
    for (const each of contributions) addToEach([this], each, sign);
  }

  /** Where a contribution counts; nowhere before the begin. Who opens it closes it. */
  open({ at, attribution, key }: Contribution): Cell | undefined {
    const when = this.stepOf(at);
    return when < this.begin ? undefined : this.cellAt(when, attribution, key);
  }

  close({ at, attribution, key }: Contribution, cell: Cell): void {
    if (cell.size === 0) this.forgetCell(this.stepOf(at), attribution, key);
  }

  addDeltas(deltas: readonly ReadingDelta[], sign: 1 | -1): void {
    for (const { quarter, attribution, key, measure, value } of deltas) {
      const when = this.stepOf(quarter);
      if (when < this.begin) continue;
      const cell = this.cellAt(when, attribution, key);
      addTo(cell, measure, sign * value);
      if (cell.size === 0) this.forgetCell(when, attribution, key);
    }
  }

  /** Takes out what another of the same step holds. */
  subtract(other: Readings): void {
    for (const attribution of attributions) {
      for (const [key, series] of other.cells[attribution]) {
        for (const [when, sums] of series) this.subtractCell(when, attribution, key, sums);
      }
    }
  }

  /** The sums of one key from `from` (included) to `to` (excluded). */
  sums(attribution: Attribution, key: ReadingKey, from: Instant, to: Instant): Sums {
    return this.cells[attribution].get(key)?.sums(Math.ceil(from / this.step), Math.ceil(to / this.step)) ?? {};
  }

  /** The sums of one key cell by cell, in no order. */
  *cellsOf(attribution: Attribution, key: ReadingKey, from: Instant, to: Instant): Iterable<readonly [Instant, Sums]> {
    for (const [when, cell] of this.cells[attribution].get(key) ?? []) {
      const at = when * this.step;
      if (at >= from && at < to) yield [at, Object.fromEntries(cell)];
    }
  }

  keys(attribution: Attribution): ReadingKey[] {
    return [...this.cells[attribution].keys()];
  }

  keysSince(attribution: Attribution, from: Instant, isWanted: (key: ReadingKey) => boolean): ReadingKey[] {
    const first = Math.ceil(from / this.step);
    const keys: ReadingKey[] = [];
    for (const [key, series] of this.cells[attribution]) if (isWanted(key) && series.reaches(first)) keys.push(key);
    return keys;
  }

  /** What is older is neither held nor taken any more: an import of last year costs these readings nothing. */
  forgetBefore(at: Instant): void {
    this.begin = Math.max(this.begin, Math.ceil(at / this.step));
    for (const attribution of attributions) {
      for (const [key, series] of this.cells[attribution]) {
        for (const when of series.steps()) if (when < this.begin) series.delete(when);
        if (series.size === 0) this.cells[attribution].delete(key);
      }
    }
  }

  /** Everything there is, in a fixed order: two readings are equal when their lists are. */
  all(): ReadingDelta[] {
    return [...this.list()].toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  }

  /** Everything there is, in no order. */
  *list(): Iterable<ReadingDelta> {
    for (const attribution of attributions) {
      for (const [key, series] of this.cells[attribution]) {
        for (const [when, cell] of series) {
          const quarter = when * this.step;
          for (const [measure, value] of cell) yield { quarter, attribution, key, measure, value };
        }
      }
    }
  }

  /** The step that holds the instant. */
  private stepOf(at: Instant): number {
    return Math.floor(at / this.step);
  }

  private cellAt(when: number, attribution: Attribution, key: ReadingKey): Cell {
    let series = this.cells[attribution].get(key);
    if (!series) this.cells[attribution].set(key, series = new Series());
    return series.open(when);
  }

  private subtractCell(when: number, attribution: Attribution, key: ReadingKey, sums: Cell): void {
    if (when < this.begin) return;
    const cell = this.cellAt(when, attribution, key);
    for (const [measure, value] of sums) addTo(cell, measure, -value);
    if (cell.size === 0) this.forgetCell(when, attribution, key);
  }

  private forgetCell(when: number, attribution: Attribution, key: ReadingKey): void {
    const series = this.cells[attribution].get(key);
    series?.delete(when);
    if (series?.size === 0) this.cells[attribution].delete(key);
  }
}

/** The cells in hand, one list for all: a list for each contribution was a twentieth of all that is thrown away. */
const cells: (Cell | undefined)[] = [];

/** A contribution to several readings at once: its tally is walked through once, which was a tenth of a step. */
export function addToEach(readings: readonly Readings[], contribution: Contribution, sign: 1 | -1): void {
  const { tally } = contribution;
  for (let place = 0; place < readings.length; place += 1) cells[place] = (readings[place] as Readings).open(contribution);
  for (const measure in tally) {
    const value = sign * (tally[measure as Measure] ?? 0);
    for (let place = 0; place < readings.length; place += 1) {
      const cell = cells[place];
      if (cell) addTo(cell, measure as Measure, value);
    }
  }
  for (let place = 0; place < readings.length; place += 1) {
    const cell = cells[place];
    if (cell?.size === 0) (readings[place] as Readings).close(contribution, cell);
  }
}

function addTo(cell: Cell, measure: Measure, value: number): void {
  const sum = (cell.get(measure) ?? 0) + value;
  if (sum === 0) cell.delete(measure);
  else cell.set(measure, sum);
}

/** What has to be added to turn the one into the other, by quarter-hour; nothing where they agree. */
export function deltasOf(before: readonly Contribution[], after: readonly Contribution[]): ReadingDelta[] {
  const sums = new Readings(QUARTER);
  sums.add(before, -1);
  sums.add(after, 1);
  return [...sums.list()];
}

/** What the board shows of the last hour: arrivals at the queues, in total and of all contacts. */
export function isRecent({ attribution, key, tally }: Contribution): boolean {
  return attribution === 'arrival' && (key.endsWith('/total') || key.endsWith('/contacts') || key.includes('/queue/')) && !isOfEndings(tally);
}

/** What became of contacts is asked of weeks, never of the last half hour. Its tallies hold nothing else: the first tells. */
function isOfEndings(tally: Sums): boolean {
  for (const measure in tally) return /^(fcr|gap|resolution|contained|stratum)\./.test(measure);
  return false;
}

function nameOf({ quarter, attribution, key, measure }: ReadingDelta): string {
  return `${attribution} ${key} ${quarter} ${measure}`;
}
