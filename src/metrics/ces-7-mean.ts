import { LEAST_ANSWERS } from '../domain/metric-of-answers.js';
import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const ces7Mean = quotient({
  id: 'ces_7_mean',
  title: 'Ease (CES 2.0), mean',
  unit: 'number',
  formula: 'Σ marks / answers, on a scale of 1 to 7; from 10 on',
  parts: ({ sums }) => ({ part: count(sums, 'survey.ces-7.marks'), whole: count(sums, 'survey.ces-7') }),
}, LEAST_ANSWERS);
