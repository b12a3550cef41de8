import { count, share } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';

export const noMatchRate: Metric = {
  id: 'no_match_rate',
  title: 'No match',
  unit: 'share',
  formula: 'stays at menu nodes with something that was not understood / stays at menu nodes',
  parts: ({ sums }) => ({ part: count(sums, 'noMatchVisits'), whole: count(sums, 'nodeVisits') }),
  value: ({ sums }) => (count(sums, 'inputsTold') > 0 ? share(count(sums, 'noMatchVisits'), count(sums, 'nodeVisits')) : null),
};
