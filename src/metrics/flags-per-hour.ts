import { HOUR } from '../domain/time.js';
import { count } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';

export const flagsPerHour: Metric = {
  id: 'flags_per_hour',
  title: 'Flags per hour',
  unit: 'per-hour',
  formula: 'flags / hours of the window',
  parts: ({ sums }) => ({ part: count(sums, 'flags') }),
  value: ({ sums, windowMs }) => (windowMs === undefined || windowMs <= 0 ? null : (count(sums, 'flags') * HOUR) / windowMs),
};
