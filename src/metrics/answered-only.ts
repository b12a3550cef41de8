import { lettersOf, serviceLevel } from '../domain/letters.js';
import type { Metric } from '../domain/metric.js';

export const answeredOnly: Metric = {
  id: 'answered_only',
  title: 'Answered in time, of those answered',
  unit: 'share',
  formula: 'A≤T / A',
  value(reading) {
    const letters = lettersOf(reading);
    return serviceLevel(letters, letters.answeredInTime, letters.answered);
  },
};
