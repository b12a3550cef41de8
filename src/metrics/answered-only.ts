import { lettersOf } from '../domain/letters.js';
import { serviceLevel } from '../domain/quotient.js';

export const answeredOnly = serviceLevel({
  id: 'answered_only',
  title: 'Answered in time, of those answered',
  unit: 'share',
  formula: 'A≤T / A',
  parts(reading) {
    const letters = lettersOf(reading);
    return { part: letters.answeredInTime, whole: letters.answered };
  },
});
