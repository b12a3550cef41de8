import { lettersOf, serviceLevel } from '../domain/letters.js';
import { count } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';

export const contactServedInTime: Metric = {
  id: 'contact_served_in_time',
  title: 'Served in time, of all who called',
  unit: 'share',
  formula: 'A≤T / (A + B − B≤S + Fi + hung up in the menu + W>T)',
  value(reading) {
    const letters = lettersOf(reading);
    const whole = letters.answered + letters.abandoned - letters.abandonedShort + letters.turnedAway + letters.waitingLate;
    return serviceLevel(letters, letters.answeredInTime, whole + count(reading.sums, 'leftInMenu'));
  },
};
