import { count } from '../domain/metric.js';
import { total } from '../domain/quotient.js';

export const callbacksDue = total({
  id: 'callbacks_due',
  title: 'Call-backs due',
  unit: 'count',
  formula: 'call-backs that fell due',
  parts: ({ sums }) => ({ part: count(sums, 'callBacksDue') }),
});
