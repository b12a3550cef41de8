import { LEAST_ANSWERS } from '../domain/metric-of-answers.js';
import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const surveyResponse = quotient({
  id: 'survey_response',
  title: 'Survey response',
  unit: 'share',
  formula: 'surveys with an answer / surveys sent; from 10 on',
  parts: ({ sums }) => ({ part: count(sums, 'survey.responded'), whole: count(sums, 'survey.sent') }),
}, LEAST_ANSWERS);
