import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const containment = quotient({
  id: 'containment',
  title: 'Containment',
  unit: 'share',
  formula: 'ended in the menu, without queue and agent / entered the menu',
  parts: ({ sums }) => ({ part: count(sums, 'contained'), whole: count(sums, 'inMenu') }),
});
