import { LEAST_ANSWERS } from '../domain/metric-of-answers.js';
import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const csat5 = quotient({
  id: 'csat_5',
  title: 'Satisfaction (CSAT)',
  unit: 'share',
  formula: 'answers of 4 and 5 / answers, on a scale of 1 to 5; from 10 on',
  parts: ({ sums }) => ({ part: count(sums, 'survey.csat-5.top'), whole: count(sums, 'survey.csat-5') }),
}, LEAST_ANSWERS);
