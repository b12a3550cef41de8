import { count } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';

export const abandoned: Metric = {
  id: 'abandoned',
  title: 'Abandoned',
  unit: 'count',
  formula: 'B',
  value: ({ sums }) => count(sums, 'abandoned'),
};
