import { DAY, MINUTE, QUARTER, quarterOf } from './time.js';
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

/**
 * The instant at which the zone's day that holds `at` began; right on days with 23 or 25 hours too. `startsAt`: minutes after midnight
 * at which a day begins where it does not at midnight.
 */
export function dayStart(zone: string, at: Instant, startsAt = 0): Instant {
  const start = onDate(zone, dateIn(zone, at), startsAt);
  return start <= at ? start : onDate(zone, dateAfter(dateIn(zone, at), -1), startsAt);
}

/** The instant at which the zone's next day begins. */
export function nextDayStart(zone: string, at: Instant, startsAt = 0): Instant {
  const start = onDate(zone, dateIn(zone, at), startsAt);
  return start > at ? start : onDate(zone, dateAfter(dateIn(zone, at), 1), startsAt);
}

function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** The first instant of a date in the zone; where midnight is skipped, the first instant after it. */
export function midnight(zone: string, date: string): Instant {
  return onDate(zone, date, 0);
}

/** When the zone's wall clock first shows so many minutes after midnight on a date; where it skips them, the first instant after. */
function onDate(zone: string, date: string, minutes: number): Instant {
  const wall = Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE;
  const before = offsetAt(zone, wall - DAY);
  const after = offsetAt(zone, wall + DAY);
  const candidates = [wall - Math.max(before, after), wall - Math.min(before, after)];
  const shown = candidates.find((at) => at + offsetAt(zone, at) === wall);
  return shown ?? changeBetween(zone, candidates[0] as Instant, candidates[1] as Instant);
}

/** The first instant with the later one's offset; both lie hours apart at most, and clocks change on a quarter-hour. */
function changeBetween(zone: string, from: Instant, to: Instant): Instant {
  const after = offsetAt(zone, to);
  let at = quarterOf(from);
  while (at < to && offsetAt(zone, at) !== after) at += QUARTER;
  return at;
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
