import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const callbacksKept = quotient({
  id: 'callbacks_kept',
  title: 'Call-backs in time',
  unit: 'share',
  formula: 'call-backs first tried by their due time / call-backs that fell due',
  parts: ({ sums }) => ({ part: count(sums, 'callBacksKept'), whole: count(sums, 'callBacksDue') }),
});
