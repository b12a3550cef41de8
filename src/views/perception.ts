import type { Perceived, TwoShares } from '../contract/voice.js';
import { pairedDifference } from '../domain/interval.js';
import { LEAST_IN_TABLE, perceptionOf, tableSize } from '../domain/perception.js';
import type { PerceptionCells } from '../domain/perception.js';
import type { Sums } from '../domain/metric.js';
import type { ReturnWindow } from '../domain/return-window.js';
import { shareOf } from './share-of.js';

/** The table of two sides; of fewer than thirty only how many there are. */
export function perceivedIn(sums: Sums, window: ReturnWindow): Perceived {
  const { asSaid, ...table } = perceptionOf(sums, window);
  const n = tableSize(table);
  if (n < LEAST_IN_TABLE) return { n, table: null };
  return { n, table: { ...table, ...sharesOf(table), asSaid: table.said < LEAST_IN_TABLE ? null : sharesOf(asSaid) } };
}

function sharesOf({ bothYes, agentOnly, customerOnly, bothNo }: PerceptionCells): TwoShares {
  const n = bothYes + agentOnly + customerOnly + bothNo;
  const { low, high } = pairedDifference(bothYes, agentOnly, customerOnly, bothNo);
  return {
    agents: shareOf({ count: bothYes + agentOnly, of: n }, LEAST_IN_TABLE),
    customers: shareOf({ count: bothYes + customerOnly, of: n }, LEAST_IN_TABLE),
    gap: { value: (agentOnly - customerOnly) / n, low, high },
  };
}

/** The surest and widest gap first; what has too few to say last. */
export function byGap(a: Perceived, b: Perceived): number {
  const sureness = ({ table, n }: Perceived): number => (table === null ? n - 1e9 : table.gap.low ?? 0);
  return sureness(b) - sureness(a);
}
