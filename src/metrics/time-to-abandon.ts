import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const timeToAbandon = quotient({
  id: 'time_to_abandon',
  title: 'Average time to abandon',
  unit: 'ms',
  spread: ['gaveUp'],
  formula: 'Σ wait of abandoned / B',
  parts: ({ sums }) => ({ part: count(sums, 'abandonedWaitMs'), whole: count(sums, 'abandoned') }),
});
