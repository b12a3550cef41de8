import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const timeToHuman = quotient({
  id: 'time_to_human',
  title: 'Time to a human',
  unit: 'ms',
  formula: 'Σ from the contact’s start to its first agent / contacts that reached one',
  spread: ['toHuman'],
  parts: ({ sums }) => ({ part: count(sums, 'toHumanMs'), whole: count(sums, 'toHuman') }),
});
