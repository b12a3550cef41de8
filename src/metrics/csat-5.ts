import { count } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';
import { shareOfAnswers } from '../domain/metric-of-answers.js';

export const csat5: Metric = {
  id: 'csat_5',
  title: 'Satisfaction (CSAT)',
  unit: 'share',
  formula: 'answers of 4 and 5 / answers, on a scale of 1 to 5; from 10 on',
  value: ({ sums }) => shareOfAnswers(count(sums, 'survey.csat-5.top'), count(sums, 'survey.csat-5')),
};
