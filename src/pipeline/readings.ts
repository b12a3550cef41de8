import type { Attribution, Contribution, Measure, ReadingKey, Sums } from '../domain/metric.js';
import { quarterOf } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import type { ReadingDelta } from '../ports/state-store.js';

type Cell = Map<Measure, number>;

/** Sums of contributions by key and step of time. A cell that comes to nothing is forgotten. */
export class Readings {
  private readonly cells = new Map<string, Map<Instant, Cell>>();
  private begin = -Infinity;

  /** `step`: the length of one cell, a divisor of the quarter-hour. */
  constructor(private readonly step: Millis) {}

  add(contributions: readonly Contribution[], sign: 1 | -1): void {
    for (const { at, attribution, key, measure, value } of contributions) this.put(at, attribution, key, measure, sign * value);
  }

  addDeltas(deltas: readonly ReadingDelta[], sign: 1 | -1): void {
    for (const { quarter, attribution, key, measure, value } of deltas) this.put(quarter, attribution, key, measure, sign * value);
  }

  /** The sums of one key from `from` (included) to `to` (excluded). */
  sums(attribution: Attribution, key: ReadingKey, from: Instant, to: Instant): Sums {
    const sums: Partial<Record<Measure, number>> = {};
    for (const [at, cell] of this.cells.get(`${attribution} ${key}`) ?? []) {
      if (at < from || at >= to) continue;
      for (const [measure, value] of cell) sums[measure] = (sums[measure] ?? 0) + value;
    }
    return sums;
  }

  /** The sums of one key cell by cell, in no order. */
  *cellsOf(attribution: Attribution, key: ReadingKey, from: Instant, to: Instant): Iterable<readonly [Instant, Sums]> {
    for (const [at, cell] of this.cells.get(`${attribution} ${key}`) ?? []) {
      if (at >= from && at < to) yield [at, Object.fromEntries(cell)];
    }
  }

  keys(attribution: Attribution): ReadingKey[] {
    const prefix = `${attribution} `;
    return [...this.cells.keys()].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  }

  /** What is older is neither held nor taken any more: an import of last year costs these readings nothing. */
  forgetBefore(at: Instant): void {
    this.begin = Math.max(this.begin, at);
    for (const [name, series] of this.cells) {
      for (const when of series.keys()) if (when < at) series.delete(when);
      if (series.size === 0) this.cells.delete(name);
    }
  }

  /** Everything there is, in a fixed order: two readings are equal when their lists are. */
  all(): ReadingDelta[] {
    const list: ReadingDelta[] = [];
    for (const [name, series] of this.cells) {
      const [attribution, ...key] = name.split(' ') as [Attribution, ...string[]];
      for (const [quarter, cell] of series) {
        for (const [measure, value] of cell) list.push({ quarter, attribution, key: key.join(' '), measure, value });
      }
    }
    return list.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  }

  private put(at: Instant, attribution: Attribution, key: ReadingKey, measure: Measure, value: number): void {
    const when = at - (((at % this.step) + this.step) % this.step);
    if (value === 0 || when < this.begin) return;
    const name = `${attribution} ${key}`;
    let series = this.cells.get(name);
    if (!series) this.cells.set(name, series = new Map<Instant, Cell>());
    let cell = series.get(when);
    if (!cell) series.set(when, cell = new Map<Measure, number>());
    const sum = (cell.get(measure) ?? 0) + value;
    if (sum !== 0) cell.set(measure, sum);
    else if (cell.delete(measure) && cell.size === 0 && series.delete(when) && series.size === 0) this.cells.delete(name);
  }
}

/** What has to be added to turn the one into the other, by quarter-hour; nothing where they agree. */
export function deltasOf(before: readonly Contribution[], after: readonly Contribution[]): ReadingDelta[] {
  const sums = new Map<string, ReadingDelta>();
  const put = (contribution: Contribution, sign: 1 | -1): void => {
    const { attribution, key, measure } = contribution;
    const quarter = quarterOf(contribution.at);
    const name = `${quarter} ${attribution} ${key} ${measure}`;
    const value = (sums.get(name)?.value ?? 0) + sign * contribution.value;
    sums.set(name, { quarter, attribution, key, measure, value });
  };
  for (const each of before) put(each, -1);
  for (const each of after) put(each, 1);
  return [...sums.values()].filter(({ value }) => value !== 0);
}

function nameOf({ quarter, attribution, key, measure }: ReadingDelta): string {
  return `${attribution} ${key} ${quarter} ${measure}`;
}
