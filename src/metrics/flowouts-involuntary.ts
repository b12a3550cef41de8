import { count } from '../domain/metric.js';
import { total } from '../domain/quotient.js';

export const flowoutsInvoluntary = total({
  id: 'flowouts_involuntary',
  title: 'Turned away',
  unit: 'count',
  formula: 'Fi = timeout + empty + full + unavailable + closed',
  parts: ({ sums }) => ({ part: count(sums, 'flowInvoluntary') }),
});
