import { lettersOf } from '../domain/letters.js';
import { serviceLevel } from '../domain/quotient.js';

export const servedInTime = serviceLevel({
  id: 'served_in_time',
  title: 'Served in time',
  unit: 'share',
  formula: 'A≤T / (A + B − B≤S + Fi + W>T)',
  parts(reading) {
    const letters = lettersOf(reading);
    return { part: letters.answeredInTime, whole: letters.answered + letters.abandoned - letters.abandonedShort + letters.turnedAway + letters.waitingLate };
  },
});
