import { count, share } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';

export const noInputRate: Metric = {
  id: 'no_input_rate',
  title: 'No input',
  unit: 'share',
  formula: 'stays at menu nodes with a silence / stays at menu nodes',
  parts: ({ sums }) => ({ part: count(sums, 'noInputVisits'), whole: count(sums, 'nodeVisits') }),
  value: ({ sums }) => (count(sums, 'inputsTold') > 0 ? share(count(sums, 'noInputVisits'), count(sums, 'nodeVisits')) : null),
};
