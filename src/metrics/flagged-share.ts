import { count, share } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';

export const flaggedShare: Metric = {
  id: 'flagged_share',
  title: 'Flagged',
  unit: 'share',
  formula: 'contacts with a flag / contacts',
  value: ({ sums }) => share(count(sums, 'flagged'), count(sums, 'contacts')),
};
