import { percentile, sizeOf } from './histogram.js';
import { count } from './metric.js';
import type { Measure, Reading, Sums } from './metric.js';
import { spreadOf } from './spread.js';
import type { Spread } from './spread.js';

/** All that sums hold of some spreads, together, by bucket. */
export function countsIn(sums: Sums | readonly Sums[], ...of: readonly Spread[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const each of Array.isArray(sums) ? sums as readonly Sums[] : [sums as Sums]) {
    for (const measure in each) {
      const spread = spreadOf(measure);
      if (spread === undefined || !of.includes(spread)) continue;
      const bucket = Number(measure.slice(spread.length + 1));
      counts.set(bucket, (counts.get(bucket) ?? 0) + (each[measure as Measure] ?? 0));
    }
  }
  return counts;
}

/** Half, three quarters … of all do not exceed it; `max` is the greatest, as near as the others are. */
export interface Percentiles {
  readonly n: number;
  readonly p50: number;
  readonly p75: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Of a reading; null where there is nothing. Direct answers, which waited 0, are left out where the floor leaves them out. */
export function percentilesOf({ sums, directAnswers }: Pick<Reading, 'sums' | 'directAnswers'>, of: readonly Spread[]): Percentiles | null {
  const counts = countsIn(sums, ...of);
  if (directAnswers === 'exclude' && of.includes('waited')) counts.set(0, (counts.get(0) ?? 0) - count(sums, 'direct'));
  const n = sizeOf(counts);
  if (n <= 0) return null;
  const at = (share: number): number => percentile(counts, share) ?? 0;
  return { n, p50: at(0.5), p75: at(0.75), p90: at(0.9), p95: at(0.95), p99: at(0.99), max: at(1) };
}
