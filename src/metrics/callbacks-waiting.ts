import { count } from '../domain/metric.js';
import { total } from '../domain/quotient.js';

export const callbacksWaiting = total({
  id: 'callbacks_waiting',
  title: 'Call-backs waiting',
  unit: 'count',
  formula: 'call-backs that were asked for, not tried yet and not taken back',
  parts: ({ sums }) => ({ part: count(sums, 'callBacksWaiting') }),
});
