import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const promiseKeptRate = quotient({
  id: 'promise_kept_rate',
  title: 'Promises kept',
  unit: 'share',
  formula: 'promises fulfilled by their due time / promises that fell due',
  parts: ({ sums }) => ({ part: count(sums, 'promisesKept'), whole: count(sums, 'promises') }),
});
