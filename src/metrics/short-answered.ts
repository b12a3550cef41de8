import { count } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';

export const shortAnswered: Metric = {
  id: 'short_answered',
  title: 'Short answered',
  unit: 'count',
  formula: 'segments with talk < 10 s',
  value: ({ sums }) => count(sums, 'shortAnswered'),
};
