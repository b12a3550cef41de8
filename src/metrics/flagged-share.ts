import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const flaggedShare = quotient({
  id: 'flagged_share',
  title: 'Flagged',
  unit: 'share',
  formula: 'contacts with a flag / contacts',
  parts: ({ sums }) => ({ part: count(sums, 'flagged'), whole: count(sums, 'contacts') }),
});
