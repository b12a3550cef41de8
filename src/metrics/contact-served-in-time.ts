import { lettersOf } from '../domain/letters.js';
import { count } from '../domain/metric.js';
import { serviceLevel } from '../domain/quotient.js';

export const contactServedInTime = serviceLevel({
  id: 'contact_served_in_time',
  title: 'Served in time, of all who called',
  unit: 'share',
  formula: 'A≤T / (A + B − B≤S + Fi + hung up in the menu + W>T)',
  parts(reading) {
    const letters = lettersOf(reading);
    const whole = letters.answered + letters.abandoned - letters.abandonedShort + letters.turnedAway + letters.waitingLate;
    return { part: letters.answeredInTime, whole: whole + count(reading.sums, 'leftInMenu') };
  },
});
