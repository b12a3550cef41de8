import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const wrapUpTime = quotient({
  id: 'wrap_up_time',
  title: 'Average wrap-up',
  unit: 'ms',
  formula: 'wrap-up / agent segments of which it is known',
  parts: ({ sums }) => ({ part: count(sums, 'wrapUpMs'), whole: count(sums, 'wrapUpKnown') }),
});
