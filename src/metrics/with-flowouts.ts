import { lettersOf, serviceLevel } from '../domain/letters.js';
import type { Metric } from '../domain/metric.js';

export const withFlowouts: Metric = {
  id: 'with_flowouts',
  title: 'Served in time, of all offered',
  unit: 'share',
  formula: 'A≤T / (A + B + F + W>T)',
  value(reading) {
    const letters = lettersOf(reading);
    return serviceLevel(letters, letters.answeredInTime, letters.answered + letters.abandoned + letters.flowedOut + letters.waitingLate);
  },
};
