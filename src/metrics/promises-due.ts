import { count } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';

export const promisesDue: Metric = {
  id: 'promises_due',
  title: 'Promises due',
  unit: 'count',
  formula: 'promises to customers that fell due',
  value: ({ sums }) => count(sums, 'promises'),
};
