import { attributions } from '../metric.js';
import type { Attribution, Contribution, ReadingKey, Sums } from '../metric.js';
import type { Instant } from '../time.js';

export type Instants = Readonly<Partial<Record<Attribution, Instant>>>;

/** One tally under each attribution whose instant is known. */
export function spread(out: Contribution[], key: ReadingKey, tally: Sums, instants: Instants): void {
  for (const attribution of attributions) {
    const at = instants[attribution];
    if (at !== undefined) out.push({ at, attribution, key, tally });
  }
}
