import { lettersOf } from '../domain/letters.js';
import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const totalWait = quotient({
  id: 'total_wait',
  title: 'Total wait',
  unit: 'ms',
  formula: 'Σ all waiting of the same callers / (A + B + F)',
  parts(reading) {
    const { sums } = reading;
    const { answered, abandoned, flowedOut } = lettersOf(reading);
    const own = count(sums, 'answeredWaitMs') + count(sums, 'abandonedWaitMs') + count(sums, 'flowWaitMs');
    return { part: own + count(sums, 'otherWaitMs'), whole: answered + abandoned + flowedOut };
  },
});
