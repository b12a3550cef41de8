import { count } from '../domain/metric.js';
import { total } from '../domain/quotient.js';

export const contacts = total({
  id: 'contacts',
  title: 'Contacts',
  unit: 'count',
  formula: 'all who called, but for calls while closed',
  parts: ({ sums }) => ({ part: count(sums, 'contacts') }),
});
