import type { Millis } from '../domain/time.js';

const FIRST: Millis = 500;
const LONGEST: Millis = 30_000;

/** Doubles with each failure up to half a minute; half of it is chance, so that many servers do not come back at once. */
export function backOff(failures: number, random: () => number): Millis {
  const full = Math.min(LONGEST, FIRST * 2 ** Math.min(failures, 16));
  return Math.round(full / 2 + random() * full / 2);
}
