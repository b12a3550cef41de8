import { lettersOf, serviceLevel } from '../domain/letters.js';
import type { Metric } from '../domain/metric.js';

export const servedInTime: Metric = {
  id: 'served_in_time',
  title: 'Served in time',
  unit: 'share',
  formula: 'A≤T / (A + B − B≤S + Fi + W>T)',
  value(reading) {
    const letters = lettersOf(reading);
    return serviceLevel(letters, letters.answeredInTime, letters.answered + letters.abandoned - letters.abandonedShort + letters.turnedAway + letters.waitingLate);
  },
};
