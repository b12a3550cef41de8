import type { Instant } from '../domain/time.js';

/** The wall clock and chance, behind a port so that tests can move the one and repeat the other. */
export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = { now: () => Date.now() };
