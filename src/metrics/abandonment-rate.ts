import { lettersOf } from '../domain/letters.js';
import { quotient } from '../domain/quotient.js';

export const abandonmentRate = quotient({
  id: 'abandonment_rate',
  title: 'Abandonment rate',
  unit: 'share',
  formula: 'B / offered',
  parts(reading) {
    const letters = lettersOf(reading);
    return { part: letters.abandoned, whole: letters.offered };
  },
});
