import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const keysToHuman = quotient({
  id: 'keys_to_human',
  title: 'Keys to a human',
  unit: 'number',
  formula: 'Σ keys pressed before the first queue or agent / contacts whose inputs are told',
  spread: ['keys'],
  parts: ({ sums }) => ({ part: count(sums, 'keys'), whole: count(sums, 'keyed') }),
});
