import { HOUR } from '../domain/time.js';
import type { Instant } from '../domain/time.js';

/** A shift: who gave up in the last hours of a day is not forgotten at midnight. */
const SHIFT = 8 * HOUR;

/** From when on the floor shows who was heard of: the day's beginning, and before the morning a shift ago, on the full hour. */
export function shownSince(today: Instant, now: Instant): Instant {
  return Math.min(today, Math.floor((now - SHIFT) / HOUR) * HOUR);
}
