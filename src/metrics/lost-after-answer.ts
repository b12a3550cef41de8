import { count } from '../domain/metric.js';
import { total } from '../domain/quotient.js';

export const lostAfterAnswer = total({
  id: 'lost_after_answer',
  title: 'Lost after an answer',
  unit: 'count',
  formula: 'answered, then cut off or never picked up again after a transfer',
  parts: ({ sums }) => ({ part: count(sums, 'lostAfterAnswer') }),
});
