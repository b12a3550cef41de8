import { HOUR, QUARTER } from '../../domain/time.js';
import type { Instant, Millis } from '../../domain/time.js';
import { nextDayStart, offsetAt } from '../../domain/zone.js';
import type { Window } from './answer.js';

export const intervals = ['none', 'quarter', 'half-hour', 'hour', 'day'] as const;
export type Interval = (typeof intervals)[number];

/**
 * Cuts a window at the zone's half-hours, hours or days; the first and last may be shorter. Days of 23 and 25 hours are whole days.
 * `startsAt`: minutes after midnight at which a day begins.
 */
export function cut({ from, to }: Window, interval: Interval, zone: string, startsAt = 0): Window[] {
  const windows: Window[] = [];
  for (let at = from; interval !== 'none' && at < to;) {
    const end = Math.min(to, borderAfter(at, interval, zone, startsAt));
    windows.push({ from: at, to: end });
    at = end;
  }
  return windows;
}

function borderAfter(at: Instant, interval: Exclude<Interval, 'none'>, zone: string, startsAt: number): Instant {
  switch (interval) {
    case 'quarter':
      return at + QUARTER;
    case 'half-hour':
      return nextFull(at, zone, HOUR / 2);
    case 'hour':
      return nextFull(at, zone, HOUR);
    case 'day':
      return nextDayStart(zone, at, startsAt);
  }
}

/** Zones are half-hours and quarter-hours apart, and one changes its clock by half an hour. */
function nextFull(at: Instant, zone: string, length: Millis): Instant {
  for (let border = at + QUARTER; border < at + length; border += QUARTER) if ((border + offsetAt(zone, border)) % length === 0) return border;
  return at + length;
}

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
