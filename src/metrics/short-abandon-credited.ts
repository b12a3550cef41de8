import { lettersOf, serviceLevel } from '../domain/letters.js';
import type { Metric } from '../domain/metric.js';

export const shortAbandonCredited: Metric = {
  id: 'short_abandon_credited',
  title: 'Served in time, short abandons credited',
  unit: 'share',
  formula: '(A≤T + B≤S) / (A + B + W>T)',
  value(reading) {
    const letters = lettersOf(reading);
    return serviceLevel(letters, letters.answeredInTime + letters.abandonedShort, letters.answered + letters.abandoned + letters.waitingLate);
  },
};
