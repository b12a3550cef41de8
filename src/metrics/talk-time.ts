import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const talkTime = quotient({
  id: 'talk_time',
  title: 'Average talk',
  unit: 'ms',
  formula: 'talk / agent segments',
  parts: ({ sums }) => ({ part: count(sums, 'talkMs'), whole: count(sums, 'segments') }),
});
