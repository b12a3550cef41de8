import type { Calendar, Floor } from './floor.js';
import { MINUTE } from './time.js';
import type { Instant } from './time.js';
import { dateIn, wallClock } from './zone.js';

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Whether the calendar of that name is open; without a calendar it always is. */
export function isOpen(floor: Floor, calendar: string | undefined, at: Instant): boolean {
  const known = calendar === undefined ? undefined : floor.calendars[calendar];
  if (!known) return true;
  const [zone, minute] = [floor.zone, Math.floor(at / MINUTE)];
  const last = lastAsked.get(known);
  if (last !== undefined && last.minute === minute && last.zone === zone) return last.isOpen;
  const answer = { zone, minute, isOpen: isOpenAt(known, zone, at) };
  lastAsked.set(known, answer);
  return answer.isOpen;
}

/** A calendar opens and closes by the minute, and is asked about the same one again and again: for a contact at each event, for a draft's curves forty times. Looking it up formats two dates. */
const lastAsked = new WeakMap<Calendar, { readonly zone: string; readonly minute: number; readonly isOpen: boolean }>();

function isOpenAt({ hours, holidays }: Calendar, zone: string, at: Instant): boolean {
  if (holidays.includes(dateIn(zone, at))) return false;
  const { weekday, minute } = wallClock(zone, at);
  return (hours[weekdays[weekday] ?? 'sun'] ?? []).some(([opens, closes]) => minute >= opens && minute < closes);
}

/** Whether the number called was open when the contact began: else it is a call while closed, no dead end and no menu abandon. */
export function calledWhileClosed(floor: Floor, contact: { readonly entry?: string; readonly startedAt: Instant }): boolean {
  const entry = contact.entry === undefined ? undefined : floor.entries[contact.entry];
  return !isOpen(floor, entry?.calendar, contact.startedAt);
}
