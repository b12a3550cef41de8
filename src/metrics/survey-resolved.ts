import { LEAST_ANSWERS } from '../domain/metric-of-answers.js';
import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const surveyResolved = quotient({
  id: 'survey_resolved',
  title: 'Resolved, say customers',
  unit: 'share',
  formula: 'answers of yes / answers to "did we solve it?"; from 10 on',
  parts: ({ sums }) => ({ part: count(sums, 'survey.resolved.yes'), whole: count(sums, 'survey.resolved') }),
}, LEAST_ANSWERS);
