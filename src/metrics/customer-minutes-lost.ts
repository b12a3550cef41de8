import { count } from '../domain/metric.js';
import { total } from '../domain/quotient.js';

export const customerMinutesLost = total({
  id: 'customer_minutes_lost',
  title: 'Customer-minutes lost',
  unit: 'ms',
  formula: 'menus + waiting + hold + unknown places + repeat handling',
  parts: ({ sums }) => ({
    part: count(sums, 'menuLostMs') + count(sums, 'waitLostMs') + count(sums, 'holdLostMs') + count(sums, 'betweenLostMs') + count(sums, 'repeatLostMs'),
  }),
});
