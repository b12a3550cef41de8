import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const ivrCompletion = quotient({
  id: 'ivr_completion',
  title: 'Menu completion',
  unit: 'share',
  formula: 'reached a success outcome / entered the menu',
  parts: ({ sums }) => ({ part: count(sums, 'completed'), whole: count(sums, 'inMenu') }),
});
