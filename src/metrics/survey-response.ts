import { count } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';
import { shareOfAnswers } from '../domain/metric-of-answers.js';

export const surveyResponse: Metric = {
  id: 'survey_response',
  title: 'Survey response',
  unit: 'share',
  formula: 'surveys with an answer / surveys sent; from 10 on',
  value: ({ sums }) => shareOfAnswers(count(sums, 'survey.responded'), count(sums, 'survey.sent')),
};
