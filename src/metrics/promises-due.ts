import { count } from '../domain/metric.js';
import { total } from '../domain/quotient.js';

export const promisesDue = total({
  id: 'promises_due',
  title: 'Promises due',
  unit: 'count',
  formula: 'promises to customers that fell due',
  parts: ({ sums }) => ({ part: count(sums, 'promises') }),
});
