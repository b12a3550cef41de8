import { count, share } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';

export const repeatRate: Metric = {
  id: 'repeat_rate',
  title: 'Repeat rate',
  unit: 'share',
  formula: 'contacts with an earlier one of the same customer within the window / contacts with a known customer',
  value: ({ sums }) => share(count(sums, 'repeats'), count(sums, 'customers')),
};
