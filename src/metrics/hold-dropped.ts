import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const holdDropped = quotient({
  id: 'hold_dropped',
  title: 'Dropped on hold',
  unit: 'share',
  formula: 'segments with a hold that were ended by the system on hold / segments with a hold',
  parts: ({ sums }) => ({ part: count(sums, 'onHold.system'), whole: count(sums, 'held') }),
});
