import { count } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';

export const direct: Metric = {
  id: 'direct',
  title: 'Direct answers',
  unit: 'count',
  formula: 'answers without a queue visit',
  value: ({ sums }) => count(sums, 'direct'),
};
