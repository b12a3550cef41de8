import { lettersOf } from '../domain/letters.js';
import { serviceLevel } from '../domain/quotient.js';

export const abandonNegative = serviceLevel({
  id: 'abandon_negative',
  title: 'Served in time, abandons against',
  unit: 'share',
  formula: 'A≤T / (A + B + W>T)',
  parts(reading) {
    const letters = lettersOf(reading);
    return { part: letters.answeredInTime, whole: letters.answered + letters.abandoned + letters.waitingLate };
  },
});
