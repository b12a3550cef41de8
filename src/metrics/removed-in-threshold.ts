import { lettersOf, serviceLevel } from '../domain/letters.js';
import type { Metric } from '../domain/metric.js';

export const removedInThreshold: Metric = {
  id: 'removed_in_threshold',
  title: 'Removed from the queue in time',
  unit: 'share',
  formula: '(A≤T + B≤T + call-backs ≤ T) / (A + B + F + W>T)',
  value(reading) {
    const letters = lettersOf(reading);
    return serviceLevel(letters, letters.answeredInTime + letters.abandonedInTime + letters.callbackInTime, letters.answered + letters.abandoned + letters.flowedOut + letters.waitingLate);
  },
};
