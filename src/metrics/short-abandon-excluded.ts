import { lettersOf } from '../domain/letters.js';
import { serviceLevel } from '../domain/quotient.js';

export const shortAbandonExcluded = serviceLevel({
  id: 'short_abandon_excluded',
  title: 'Served in time, short abandons left out',
  unit: 'share',
  formula: 'A≤T / (A + B − B≤S + W>T)',
  parts(reading) {
    const letters = lettersOf(reading);
    return { part: letters.answeredInTime, whole: letters.answered + letters.abandoned - letters.abandonedShort + letters.waitingLate };
  },
});
