import { HOUR, QUARTER } from '../../domain/time.js';
import type { Instant } from '../../domain/time.js';
import { nextDayStart, offsetAt } from '../../domain/zone.js';
import type { Window } from './answer.js';

export type Interval = 'none' | 'quarter' | 'hour' | 'day';

/** Cuts a window at the zone's hours or days; the first and last may be shorter. Days of 23 and 25 hours are whole days. */
export function cut({ from, to }: Window, interval: Interval, zone: string): Window[] {
  const windows: Window[] = [];
  for (let at = from; interval !== 'none' && at < to;) {
    const end = Math.min(to, borderAfter(at, interval, zone));
    windows.push({ from: at, to: end });
    at = end;
  }
  return windows;
}

function borderAfter(at: Instant, interval: Exclude<Interval, 'none'>, zone: string): Instant {
  switch (interval) {
    case 'quarter':
      return at + QUARTER;
    case 'hour':
      return nextHour(at, zone);
    case 'day':
      return nextDayStart(zone, at);
  }
}

/** Zones are half-hours and quarter-hours apart, and one changes its clock by half an hour. */
function nextHour(at: Instant, zone: string): Instant {
  for (let border = at + QUARTER; border < at + HOUR; border += QUARTER) if ((border + offsetAt(zone, border)) % HOUR === 0) return border;
  return at + HOUR;
}

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
