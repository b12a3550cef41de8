import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const holdAbandons = quotient({
  id: 'hold_abandons',
  title: 'Hung up on hold',
  unit: 'share',
  formula: 'segments that the caller hung up on hold / segments with a hold',
  parts: ({ sums }) => ({ part: count(sums, 'onHold.customer'), whole: count(sums, 'held') }),
});
