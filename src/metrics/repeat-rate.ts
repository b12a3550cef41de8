import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const repeatRate = quotient({
  id: 'repeat_rate',
  title: 'Repeat rate',
  unit: 'share',
  formula: 'contacts with an earlier one of the same customer within the window / contacts with a known customer',
  parts: ({ sums }) => ({ part: count(sums, 'repeats'), whole: count(sums, 'customers') }),
});
