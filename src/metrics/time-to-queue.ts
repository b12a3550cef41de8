import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const timeToQueue = quotient({
  id: 'time_to_queue',
  title: 'Time to the queue',
  unit: 'ms',
  formula: 'Σ from the contact’s start to its first queue / contacts that reached one',
  spread: ['toQueue'],
  parts: ({ sums }) => ({ part: count(sums, 'toQueueMs'), whole: count(sums, 'toQueue') }),
});
