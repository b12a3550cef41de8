import { count } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';

export const flowoutsRerouted: Metric = {
  id: 'flowouts_rerouted',
  title: 'Rerouted',
  unit: 'count',
  formula: 'Fr = overflow + transferred + withdrawn',
  value: ({ sums }) => count(sums, 'flowRerouted'),
};
