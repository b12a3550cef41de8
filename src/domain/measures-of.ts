import type { Measure, Reading, Sums } from './metric.js';
import { HOUR } from './time.js';

/** Whether it reads who waits now. */
export function readsWaiting(formula: (reading: Reading) => unknown): boolean {
  let hasRead = false;
  const waiting = new Proxy<Reading['waiting']>({ now: 0, pastThreshold: 0 }, {
    get: (_, name) => {
      hasRead = true;
      return name === 'now' || name === 'pastThreshold' ? 0 : undefined;
    },
  });
  formula({ sums: {}, waiting, directAnswers: 'count', windowMs: HOUR });
  return hasRead;
}

/** Which measures a formula reads, found by letting it read: a new one needs no entry in a second list. */
export function measuresOf(formula: (reading: Reading) => unknown): readonly Measure[] {
  const read = new Set<Measure>();
  const sums = new Proxy<Sums>({}, {
    get: (_, measure) => {
      read.add(String(measure) as Measure);
      return 1;
    },
  });
  formula({ sums, waiting: { now: 0, pastThreshold: 0 }, directAnswers: 'count', windowMs: HOUR });
  return [...read];
}
