import { lettersOf } from '../domain/letters.js';
import { count, mean } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';

export const asa: Metric = {
  id: 'asa',
  title: 'Average speed of answer',
  unit: 'ms',
  formula: 'Σ queue wait of answered / A',
  value(reading) {
    const letters = lettersOf(reading);
    return mean(count(reading.sums, 'answeredWaitMs'), letters.answered);
  },
};
