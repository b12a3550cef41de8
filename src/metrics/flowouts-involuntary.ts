import { count } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';

export const flowoutsInvoluntary: Metric = {
  id: 'flowouts_involuntary',
  title: 'Turned away',
  unit: 'count',
  formula: 'Fi = timeout + empty + full + unavailable + closed',
  value: ({ sums }) => count(sums, 'flowInvoluntary'),
};
