import { lettersOf } from '../domain/letters.js';
import { serviceLevel } from '../domain/quotient.js';

export const withFlowouts = serviceLevel({
  id: 'with_flowouts',
  title: 'Served in time, of all offered',
  unit: 'share',
  formula: 'A≤T / (A + B + F + W>T)',
  parts(reading) {
    const letters = lettersOf(reading);
    return { part: letters.answeredInTime, whole: letters.answered + letters.abandoned + letters.flowedOut + letters.waitingLate };
  },
});
