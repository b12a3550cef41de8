import type { Instant } from '../time.js';
import { dayStart, nextDayStart } from '../zone.js';

/** The zone's day that holds an instant of the window, looked up: asking the calendar for a million contacts would take half a minute. */
export function daysBetween(zone: string, from: Instant, to: Instant): (at: Instant) => Instant {
  const starts: Instant[] = [dayStart(zone, from)];
  for (let next = nextDayStart(zone, from); next < to; next = nextDayStart(zone, next)) starts.push(next);
  return (at) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as Instant) <= at) low = middle;
      else high = middle - 1;
    }
    return starts[low] as Instant;
  };
}
