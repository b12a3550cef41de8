import { hourOf } from './place.js';
import { DAY, HOUR } from './time.js';
import type { Instant, Millis } from './time.js';
import { offsetAt } from './zone.js';

const WEEK: Millis = 7 * DAY;
/** How many weeks are looked at for what is usual. */
export const WEEKS = 4;

/** The hours of a window, by their beginnings; that in which it ends is among them. */
export function hoursOf(from: Instant, to: Instant): Instant[] {
  const hours: Instant[] = [];
  for (let hour = hourOf(from); hour < to; hour += HOUR) hours.push(hour);
  return hours;
}

/** The same hour of so many weeks before, by the center's wall clock: a change of the clocks moves it. */
export function weeksBefore(hour: Instant, weeks: number, zone: string): Instant {
  const plain = hour - weeks * WEEK;
  return hourOf(plain + offsetAt(zone, hour) - offsetAt(zone, plain));
}
