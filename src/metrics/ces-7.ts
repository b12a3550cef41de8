import { count } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';
import { shareOfAnswers } from '../domain/metric-of-answers.js';

export const ces7: Metric = {
  id: 'ces_7',
  title: 'Ease (CES 2.0)',
  unit: 'share',
  formula: 'answers of 5 and more / answers, on a scale of 1 to 7; from 10 on',
  value: ({ sums }) => shareOfAnswers(count(sums, 'survey.ces-7.easy'), count(sums, 'survey.ces-7')),
};
