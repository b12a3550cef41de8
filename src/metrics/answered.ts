import { lettersOf } from '../domain/letters.js';
import type { Metric } from '../domain/metric.js';

export const answered: Metric = {
  id: 'answered',
  title: 'Answered',
  unit: 'count',
  formula: 'A',
  value: (reading) => lettersOf(reading).answered,
};
