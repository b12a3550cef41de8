import { count } from '../domain/metric.js';
import { total } from '../domain/quotient.js';

export const transferredIn = total({
  id: 'transferred_in',
  title: 'Transferred in',
  unit: 'count',
  formula: 'offered of which transferred in',
  parts: ({ sums }) => ({ part: count(sums, 'transferredIn') }),
});
