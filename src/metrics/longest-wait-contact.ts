import type { Metric } from '../domain/metric.js';

export const longestWaitContact: Metric = {
  id: 'longest_wait_contact',
  title: 'Longest since calling',
  unit: 'ms',
  formula: 'max(now − contact start) of those who wait',
  greatest: true,
  parts: ({ waiting }) => ({ part: waiting.longestContactMs ?? 0 }),
  value: ({ waiting }) => waiting.longestContactMs ?? null,
};
