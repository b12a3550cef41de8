import { lettersOf, serviceLevel } from '../domain/letters.js';
import type { Metric } from '../domain/metric.js';

export const abandonNegative: Metric = {
  id: 'abandon_negative',
  title: 'Served in time, abandons against',
  unit: 'share',
  formula: 'A≤T / (A + B + W>T)',
  value(reading) {
    const letters = lettersOf(reading);
    return serviceLevel(letters, letters.answeredInTime, letters.answered + letters.abandoned + letters.waitingLate);
  },
};
