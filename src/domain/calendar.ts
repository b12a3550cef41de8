import type { Floor } from './floor.js';
import type { Instant } from './time.js';
import { dateIn, wallClock } from './zone.js';

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Whether the calendar of that name is open; without a calendar it always is. */
export function isOpen(floor: Floor, calendar: string | undefined, at: Instant): boolean {
  const known = calendar === undefined ? undefined : floor.calendars[calendar];
  if (!known) return true;
  if (known.holidays.includes(dateIn(floor.zone, at))) return false;
  const { weekday, minute } = wallClock(floor.zone, at);
  return (known.hours[weekdays[weekday] ?? 'sun'] ?? []).some(([opens, closes]) => minute >= opens && minute < closes);
}

/** Whether the number called was open when the contact began: else it is a call while closed, no dead end and no menu abandon. */
export function calledWhileClosed(floor: Floor, contact: { readonly entry?: string; readonly startedAt: Instant }): boolean {
  const entry = contact.entry === undefined ? undefined : floor.entries[contact.entry];
  return !isOpen(floor, entry?.calendar, contact.startedAt);
}
