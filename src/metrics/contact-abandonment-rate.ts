import { count, share } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';

export const contactAbandonmentRate: Metric = {
  id: 'contact_abandonment_rate',
  title: 'Abandonment of all who called',
  unit: 'share',
  formula: '(B + hung up in the menu) / contacts',
  value: ({ sums }) => share(count(sums, 'abandoned') + count(sums, 'leftInMenu'), count(sums, 'contacts')),
};
