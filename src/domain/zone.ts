import { DAY, HOUR, MINUTE } from './time.js';
import type { Instant, Millis } from './time.js';

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far the zone's wall clock is ahead of UTC at an instant. */
export function offsetAt(zone: string, at: Instant): Millis {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
    });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const wall = Date.UTC(parts['year'] ?? 0, (parts['month'] ?? 1) - 1, parts['day'] ?? 1, parts['hour'] ?? 0, parts['minute'] ?? 0, parts['second'] ?? 0);
  return wall - (at - (((at % 1_000) + 1_000) % 1_000));
}

/** The date in the zone, `2026-03-29`. */
export function dateIn(zone: string, at: Instant): string {
  return new Date(at + offsetAt(zone, at)).toISOString().slice(0, 10);
}

/** The instant at which the zone's day that holds `at` began; right on days with 23 or 25 hours too. */
export function dayStart(zone: string, at: Instant): Instant {
  return midnight(zone, dateIn(zone, at));
}

/** The instant at which the zone's next day begins. */
export function nextDayStart(zone: string, at: Instant): Instant {
  const date = new Date(`${dateIn(zone, at)}T00:00:00Z`).getTime() + DAY;
  return midnight(zone, new Date(date).toISOString().slice(0, 10));
}

/** The first instant of a date in the zone; where midnight is skipped, the first instant after it. */
export function midnight(zone: string, date: string): Instant {
  const wall = Date.parse(`${date}T00:00:00Z`);
  const guess = wall - offsetAt(zone, wall);
  const start = wall - offsetAt(zone, guess);
  return dateIn(zone, start) === date ? start : start + HOUR;
}

/** 0 (Sunday) to 6 and minutes after midnight, by the zone's wall clock. */
export function wallClock(zone: string, at: Instant): { readonly weekday: number; readonly minute: number } {
  const wall = new Date(at + offsetAt(zone, at));
  return { weekday: wall.getUTCDay(), minute: Math.floor((wall.getTime() % DAY) / MINUTE) };
}

/** Whether it is an IANA time zone that this machine knows. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
