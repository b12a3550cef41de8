import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const callbacksAttempted = quotient({
  id: 'callbacks_attempted',
  title: 'Call-backs tried',
  unit: 'share',
  formula: 'call-backs tried at least once / call-backs asked for',
  parts: ({ sums }) => ({ part: count(sums, 'callBacksTried'), whole: count(sums, 'callBacks') }),
});
