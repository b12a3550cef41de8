import { lettersOf } from '../domain/letters.js';
import { share } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';

export const abandonmentRate: Metric = {
  id: 'abandonment_rate',
  title: 'Abandonment rate',
  unit: 'share',
  formula: 'B / offered',
  value(reading) {
    const letters = lettersOf(reading);
    return share(letters.abandoned, letters.offered);
  },
};
