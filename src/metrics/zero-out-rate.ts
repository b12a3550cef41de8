import { count, share } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';

export const zeroOutRate: Metric = {
  id: 'zero_out_rate',
  title: 'Zero-out rate',
  unit: 'share',
  formula: 'callers who asked for a person where none is offered / callers in the menu',
  parts: ({ sums }) => ({ part: count(sums, 'zeroOuts'), whole: count(sums, 'inMenu') }),
  value: ({ sums }) => (count(sums, 'inputsTold') > 0 ? share(count(sums, 'zeroOuts'), count(sums, 'inMenu')) : null),
};
