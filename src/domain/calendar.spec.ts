import { expect, test } from '@jest/globals';
import { calledWhileClosed, isOpen } from './calendar.js';
import { unnamedFloor } from './floor.js';

const floor = {
  ...unnamedFloor,
  zone: 'Europe/Berlin',
  calendars: { office: { hours: { mon: [[480, 720], [780, 1_080]], fri: [[480, 1_440]] }, holidays: ['2026-04-06'] } },
  entries: { '+4930': { calendar: 'office' }, '+4940': {} },
} as const;
const openAt = (text: string) => isOpen(floor, 'office', Date.parse(text));

test('opens and closes by the wall clock of the center, to the minute', () => {
  // Monday, 30 March 2026: summer time, two hours ahead.
  expect(['05:59:59', '06:00:00', '09:59:59', '10:00:00', '10:30:00', '11:00:00', '15:59:59', '16:00:00'].map((time) => openAt(`2026-03-30T${time}Z`)))
    .toEqual([false, true, true, false, false, true, true, false]);
});

test('stays open up to midnight where it says 24:00', () => {
  expect([openAt('2026-01-09T22:59:59Z'), openAt('2026-01-09T23:00:00Z')]).toEqual([true, false]);
});

test('stays closed on days without hours, and on holidays', () => {
  expect([openAt('2026-03-31T10:00Z'), openAt('2026-04-06T08:00Z')]).toEqual([false, false]);
});

test('says the same of an instant whatever it was asked before, and of the same minute by another clock', () => {
  const noon = Date.parse('2026-03-30T10:30:00Z');
  expect([noon, noon - 3_600_000, noon, noon + 29_999].map((at) => isOpen(floor, 'office', at))).toEqual([false, true, false, false]);
  expect([isOpen({ ...floor, zone: 'Asia/Tokyo' }, 'office', noon), isOpen({ ...floor, zone: 'Europe/London' }, 'office', noon), isOpen(floor, 'office', noon)]).toEqual([false, true, false]);
});

test('is always open without a calendar, or with one that nobody wrote down', () => {
  expect([isOpen(floor, undefined, 0), isOpen(floor, 'lost', 0)]).toEqual([true, true]);
});

test('a call is while closed by the number called and its beginning', () => {
  const sunday = Date.parse('2026-03-29T10:00Z');
  expect([{ entry: '+4930', startedAt: sunday }, { entry: '+4940', startedAt: sunday }, { startedAt: sunday }].map((contact) => calledWhileClosed(floor, contact)))
    .toEqual([true, false, false]);
});
