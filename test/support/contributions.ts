import type { Attribution, Contribution, Measure, ReadingKey } from '../../src/domain/metric.js';

interface Single {
  readonly at: number;
  readonly attribution: Attribution;
  readonly key: ReadingKey;
  readonly measure: Measure;
  readonly value: number;
}

/** Each measure by itself, as specs tell them; without those that add nothing. */
export function singles(contributions: readonly Contribution[]): Single[] {
  return contributions.flatMap(({ at, attribution, key, tally }) => (Object.entries(tally) as [Measure, number][])
    .filter(([, value]) => value !== 0).map(([measure, value]) => ({ at, attribution, key, measure, value })));
}
