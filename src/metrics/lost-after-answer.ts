import { count } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';

export const lostAfterAnswer: Metric = {
  id: 'lost_after_answer',
  title: 'Lost after an answer',
  unit: 'count',
  formula: 'answered, then cut off or never picked up again after a transfer',
  value: ({ sums }) => count(sums, 'lostAfterAnswer'),
};
