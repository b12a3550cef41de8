import { lettersOf } from '../domain/letters.js';
import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const waitInQueue = quotient({
  id: 'wait_in_queue',
  title: 'Wait in this queue',
  unit: 'ms',
  formula: 'Σ wait of all who left the queue / (A + B + F)',
  spread: ['waited', 'gaveUp', 'flowedOut'],
  parts(reading) {
    const { sums } = reading;
    const { answered, abandoned, flowedOut } = lettersOf(reading);
    return { part: count(sums, 'answeredWaitMs') + count(sums, 'abandonedWaitMs') + count(sums, 'flowWaitMs'), whole: answered + abandoned + flowedOut };
  },
});
