import { count } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';

export const flowoutsByChoice: Metric = {
  id: 'flowouts_by_choice',
  title: 'Left by choice',
  unit: 'count',
  formula: 'Fc = exit key + voicemail + call-back',
  value: ({ sums }) => count(sums, 'flowByChoice'),
};
