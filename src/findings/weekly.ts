import type { WeeklyHour } from '../domain/floor.js';
import { HOUR, MINUTE } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { dateIn, wallClock } from '../domain/zone.js';

/** A server that was away at its hour writes the letter when it is back, on the same day. */
const WITHIN = 12 * HOUR;

/** The date by which this week's letter goes, while it is its time; undefined at any other. */
export function weekThatBegan({ weekday, minute }: WeeklyHour, zone: string, now: Instant): string | undefined {
  const clock = wallClock(zone, now);
  const late = (clock.minute - minute) * MINUTE;
  return clock.weekday === weekday && late >= 0 && late < WITHIN ? dateIn(zone, now) : undefined;
}
