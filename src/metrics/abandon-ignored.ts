import { lettersOf, serviceLevel } from '../domain/letters.js';
import type { Metric } from '../domain/metric.js';

export const abandonIgnored: Metric = {
  id: 'abandon_ignored',
  title: 'Served in time, abandons within T ignored',
  unit: 'share',
  formula: 'A≤T / (A + B>T + W>T)',
  value(reading) {
    const letters = lettersOf(reading);
    return serviceLevel(letters, letters.answeredInTime, letters.answered + letters.abandonedLate + letters.waitingLate);
  },
};
