import { lettersOf } from '../domain/letters.js';
import { serviceLevel } from '../domain/quotient.js';

export const shortAbandonCredited = serviceLevel({
  id: 'short_abandon_credited',
  title: 'Served in time, short abandons credited',
  unit: 'share',
  formula: '(A≤T + B≤S) / (A + B + W>T)',
  parts(reading) {
    const letters = lettersOf(reading);
    return { part: letters.answeredInTime + letters.abandonedShort, whole: letters.answered + letters.abandoned + letters.waitingLate };
  },
});
