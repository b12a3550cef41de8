import type { Spread } from '../contract/menus.js';
import { percentile } from '../domain/histogram.js';

/** Of how many, their median and ninetieth percentile, within the precision of buckets. */
export function spreadIn(buckets: ReadonlyMap<number, number>): Spread {
  const n = [...buckets.values()].reduce((total, each) => total + each, 0);
  return { n, median: percentile(buckets, 0.5) ?? null, p90: percentile(buckets, 0.9) ?? null };
}
