import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const contactAbandonmentRate = quotient({
  id: 'contact_abandonment_rate',
  title: 'Abandonment of all who called',
  unit: 'share',
  formula: '(B + hung up in the menu) / contacts',
  parts: ({ sums }) => ({ part: count(sums, 'abandoned') + count(sums, 'leftInMenu'), whole: count(sums, 'contacts') }),
});
