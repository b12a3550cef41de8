import { count } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';
import { shareOfAnswers } from '../domain/metric-of-answers.js';

export const surveyResolved: Metric = {
  id: 'survey_resolved',
  title: 'Resolved, say customers',
  unit: 'share',
  formula: 'answers of yes / answers to "did we solve it?"; from 10 on',
  value: ({ sums }) => shareOfAnswers(count(sums, 'survey.resolved.yes'), count(sums, 'survey.resolved')),
};
