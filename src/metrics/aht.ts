import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const aht = quotient({
  id: 'aht',
  title: 'Average handle time',
  unit: 'ms',
  spread: ['handled'],
  formula: '(talk + hold + wrap-up) / agent segments',
  parts: ({ sums }) => ({ part: count(sums, 'talkMs') + count(sums, 'holdMs') + count(sums, 'wrapUpMs'), whole: count(sums, 'segments') }),
});
