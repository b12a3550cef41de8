import { lettersOf } from '../domain/letters.js';
import { quotient } from '../domain/quotient.js';

export const lost = quotient({
  id: 'lost',
  title: 'Lost',
  unit: 'share',
  formula: '(B + Fi) / offered',
  parts(reading) {
    const letters = lettersOf(reading);
    return { part: letters.abandoned + letters.turnedAway, whole: letters.offered };
  },
});
