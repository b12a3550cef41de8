import { lettersOf } from '../domain/letters.js';
import { serviceLevel } from '../domain/quotient.js';

export const abandonPositive = serviceLevel({
  id: 'abandon_positive',
  title: 'Served in time, abandons within T credited',
  unit: 'share',
  formula: '(A≤T + B≤T) / (A + B + W>T)',
  parts(reading) {
    const letters = lettersOf(reading);
    return { part: letters.answeredInTime + letters.abandonedInTime, whole: letters.answered + letters.abandoned + letters.waitingLate };
  },
});
