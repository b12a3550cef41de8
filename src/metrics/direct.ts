import { count } from '../domain/metric.js';
import { total } from '../domain/quotient.js';

export const direct = total({
  id: 'direct',
  title: 'Direct answers',
  unit: 'count',
  formula: 'answers without a queue visit',
  parts: ({ sums }) => ({ part: count(sums, 'direct') }),
});
