import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const transferRate = quotient({
  id: 'transfer_rate',
  title: 'Transfer rate',
  unit: 'share',
  formula: 'transferred / agent segments',
  parts: ({ sums }) => ({ part: count(sums, 'transferred'), whole: count(sums, 'segments') }),
});
