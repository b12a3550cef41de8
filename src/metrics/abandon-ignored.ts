import { lettersOf } from '../domain/letters.js';
import { serviceLevel } from '../domain/quotient.js';

export const abandonIgnored = serviceLevel({
  id: 'abandon_ignored',
  title: 'Served in time, abandons within T ignored',
  unit: 'share',
  formula: 'A≤T / (A + B>T + W>T)',
  parts(reading) {
    const letters = lettersOf(reading);
    return { part: letters.answeredInTime, whole: letters.answered + letters.abandonedLate + letters.waitingLate };
  },
});
