import { count, share } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';

export const promiseKeptRate: Metric = {
  id: 'promise_kept_rate',
  title: 'Promises kept',
  unit: 'share',
  formula: 'promises fulfilled by their due time / promises that fell due',
  value: ({ sums }) => share(count(sums, 'promisesKept'), count(sums, 'promises')),
};
