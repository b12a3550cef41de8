import { count } from '../domain/metric.js';
import { total } from '../domain/quotient.js';

export const calledWhileClosed = total({
  id: 'called_while_closed',
  title: 'Called while closed',
  unit: 'count',
  formula: 'contacts outside the opening hours of the number they called',
  parts: ({ sums }) => ({ part: count(sums, 'closed') }),
});
