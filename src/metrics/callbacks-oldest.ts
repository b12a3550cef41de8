import { count } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';

export const callbacksOldest: Metric = {
  id: 'callbacks_oldest',
  title: 'Oldest call-back',
  unit: 'ms',
  formula: 'max(now − asking) of the call-backs that nobody has tried',
  greatest: true,
  parts: ({ waiting }) => ({ part: waiting.oldestCallbackMs ?? 0 }),
  value: ({ sums, waiting }) => (count(sums, 'callBacksWaiting') > 0 ? waiting.oldestCallbackMs ?? null : null),
};
