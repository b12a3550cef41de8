import { lettersOf } from '../domain/letters.js';
import { serviceLevel } from '../domain/quotient.js';

export const removedInThreshold = serviceLevel({
  id: 'removed_in_threshold',
  title: 'Removed from the queue in time',
  unit: 'share',
  formula: '(A≤T + B≤T + call-backs ≤ T) / (A + B + F + W>T)',
  parts(reading) {
    const letters = lettersOf(reading);
    return { part: letters.answeredInTime + letters.abandonedInTime + letters.callbackInTime, whole: letters.answered + letters.abandoned + letters.flowedOut + letters.waitingLate };
  },
});
