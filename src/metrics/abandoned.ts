import { count } from '../domain/metric.js';
import { total } from '../domain/quotient.js';

export const abandoned = total({
  id: 'abandoned',
  title: 'Abandoned',
  unit: 'count',
  formula: 'B',
  parts: ({ sums }) => ({ part: count(sums, 'abandoned') }),
});
