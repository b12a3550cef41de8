import { lettersOf, serviceLevel } from '../domain/letters.js';
import type { Metric } from '../domain/metric.js';

export const abandonPositive: Metric = {
  id: 'abandon_positive',
  title: 'Served in time, abandons within T credited',
  unit: 'share',
  formula: '(A≤T + B≤T) / (A + B + W>T)',
  value(reading) {
    const letters = lettersOf(reading);
    return serviceLevel(letters, letters.answeredInTime + letters.abandonedInTime, letters.answered + letters.abandoned + letters.waitingLate);
  },
};
