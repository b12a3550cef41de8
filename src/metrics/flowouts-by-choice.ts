import { count } from '../domain/metric.js';
import { total } from '../domain/quotient.js';

export const flowoutsByChoice = total({
  id: 'flowouts_by_choice',
  title: 'Left by choice',
  unit: 'count',
  formula: 'Fc = exit key + voicemail + call-back',
  parts: ({ sums }) => ({ part: count(sums, 'flowByChoice') }),
});
