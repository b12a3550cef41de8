import { count } from '../domain/metric.js';
import { total } from '../domain/quotient.js';

export const shortAnswered = total({
  id: 'short_answered',
  title: 'Short answered',
  unit: 'count',
  formula: 'segments with talk < 10 s',
  parts: ({ sums }) => ({ part: count(sums, 'shortAnswered') }),
});
