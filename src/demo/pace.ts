import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../ports/clock.js';
import { systemClock } from '../ports/clock.js';
import type { Millis } from '../domain/time.js';

/** The clock together with waiting, so that tests can run an hour of demo at once. */
export interface Pace extends Clock {
  /** Rejects when the signal fires. */
  sleep(duration: Millis, signal: AbortSignal): Promise<void>;
}

export const systemPace: Pace = {
  now: () => systemClock.now(),
  sleep: (duration, signal) => setTimeout(duration, undefined, { signal }),
};
