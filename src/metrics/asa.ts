import { lettersOf } from '../domain/letters.js';
import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const asa = quotient({
  id: 'asa',
  title: 'Average speed of answer',
  unit: 'ms',
  spread: ['waited'],
  formula: 'Σ queue wait of answered / A',
  parts(reading) {
    const letters = lettersOf(reading);
    return { part: count(reading.sums, 'answeredWaitMs'), whole: letters.answered };
  },
});
