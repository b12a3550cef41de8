import { lettersOf } from '../domain/letters.js';
import type { Metric } from '../domain/metric.js';

export const offered: Metric = {
  id: 'offered',
  title: 'Offered',
  unit: 'count',
  formula: 'A + B + F, and those of whom we lost sight',
  value: (reading) => lettersOf(reading).offered,
};
