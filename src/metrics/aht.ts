import { count, mean } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';

export const aht: Metric = {
  id: 'aht',
  title: 'Average handle time',
  unit: 'ms',
  formula: '(talk + hold + wrap-up) / agent segments',
  value: ({ sums }) => mean(count(sums, 'talkMs') + count(sums, 'holdMs') + count(sums, 'wrapUpMs'), count(sums, 'segments')),
};
