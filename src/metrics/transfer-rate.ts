import { count, share } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';

export const transferRate: Metric = {
  id: 'transfer_rate',
  title: 'Transfer rate',
  unit: 'share',
  formula: 'transferred / agent segments',
  value: ({ sums }) => share(count(sums, 'transferred'), count(sums, 'segments')),
};
