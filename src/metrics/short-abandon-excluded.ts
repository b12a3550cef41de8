import { lettersOf, serviceLevel } from '../domain/letters.js';
import type { Metric } from '../domain/metric.js';

export const shortAbandonExcluded: Metric = {
  id: 'short_abandon_excluded',
  title: 'Served in time, short abandons left out',
  unit: 'share',
  formula: 'A≤T / (A + B − B≤S + W>T)',
  value(reading) {
    const letters = lettersOf(reading);
    return serviceLevel(letters, letters.answeredInTime, letters.answered + letters.abandoned - letters.abandonedShort + letters.waitingLate);
  },
};
