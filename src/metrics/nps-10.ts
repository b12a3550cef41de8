import { LEAST_ANSWERS } from '../domain/metric-of-answers.js';
import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const nps10 = quotient({
  id: 'nps_10',
  title: 'Recommendation (NPS)',
  unit: 'number',
  formula: '100 × (answers of 9 and 10 − answers of 0 to 6) / answers, on a scale of 0 to 10; from 10 on',
  parts: ({ sums }) => ({ part: 100 * (count(sums, 'survey.nps-10.promoters') - count(sums, 'survey.nps-10.detractors')), whole: count(sums, 'survey.nps-10') }),
}, LEAST_ANSWERS);
