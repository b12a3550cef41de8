import type { Metric } from '../domain/metric.js';

export const longestWait: Metric = {
  id: 'longest_wait',
  title: 'Longest wait',
  unit: 'ms',
  formula: 'max(now − queue entry) of those who wait',
  greatest: true,
  parts: ({ waiting }) => ({ part: waiting.longestMs ?? 0 }),
  value: ({ waiting }) => waiting.longestMs ?? null,
};
