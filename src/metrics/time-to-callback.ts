import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const timeToCallback = quotient({
  id: 'time_to_callback',
  title: 'Time to call-back',
  unit: 'ms',
  formula: 'Σ time from asking to the first try / call-backs tried',
  parts: ({ sums }) => ({ part: count(sums, 'callBackWaitMs'), whole: count(sums, 'callBacksTried') }),
});
