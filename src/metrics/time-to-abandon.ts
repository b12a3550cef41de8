import { count, mean } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';

export const timeToAbandon: Metric = {
  id: 'time_to_abandon',
  title: 'Average time to abandon',
  unit: 'ms',
  formula: 'Σ wait of abandoned / B',
  value: ({ sums }) => mean(count(sums, 'abandonedWaitMs'), count(sums, 'abandoned')),
};
