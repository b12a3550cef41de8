import { count } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';

export const holdTime: Metric = {
  id: 'hold_time',
  title: 'Average hold',
  unit: 'ms',
  formula: 'hold / agent segments',
  parts: ({ sums }) => ({ part: count(sums, 'holdMs'), whole: count(sums, 'segments') }),
  value: ({ sums }) => (count(sums, 'held') > 0 ? count(sums, 'holdMs') / count(sums, 'segments') : null),
};
