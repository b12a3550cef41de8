import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const callbacksReached = quotient({
  id: 'callbacks_reached',
  title: 'Call-backs reached',
  unit: 'share',
  formula: 'call-backs in which the customer was reached / call-backs asked for',
  parts: ({ sums }) => ({ part: count(sums, 'callBacksReached'), whole: count(sums, 'callBacks') }),
});
