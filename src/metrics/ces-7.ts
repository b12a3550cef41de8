import { LEAST_ANSWERS } from '../domain/metric-of-answers.js';
import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const ces7 = quotient({
  id: 'ces_7',
  title: 'Ease (CES 2.0)',
  unit: 'share',
  formula: 'answers of 5 and more / answers, on a scale of 1 to 7; from 10 on',
  parts: ({ sums }) => ({ part: count(sums, 'survey.ces-7.easy'), whole: count(sums, 'survey.ces-7') }),
}, LEAST_ANSWERS);
