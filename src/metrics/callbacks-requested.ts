import { count } from '../domain/metric.js';
import { total } from '../domain/quotient.js';

export const callbacksRequested = total({
  id: 'callbacks_requested',
  title: 'Call-backs asked for',
  unit: 'count',
  formula: 'call-backs that were asked for',
  parts: ({ sums }) => ({ part: count(sums, 'callBacks') }),
});
