import type { Reading, Sums, Waiting } from '../../src/domain/metric.js';

/** METRICS.md's test vector: T = 20 s, S = 5 s. */
export const vector: Sums = {
  offered: 1_085, answered: 1_000, answeredInTime: 860, abandoned: 60, abandonedInTime: 20, abandonedShort: 10,
  flowInvoluntary: 15, flowByChoice: 10, callback: 10, callbackInTime: 6,
};

export function readingOf(sums: Sums, waiting: Waiting = { now: 0, pastThreshold: 0 }): Reading {
  return { sums, waiting, directAnswers: 'count' };
}
