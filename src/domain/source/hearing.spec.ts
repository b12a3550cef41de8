import { expect, test } from '@jest/globals';
import { DAY, HOUR, MINUTE, SECOND } from '../time.js';
import type { Instant } from '../time.js';
import { hearingOf } from './hearing.js';
import type { Heard } from './hearing.js';
import { usualOf } from './usual.js';
import type { Hours } from './usual.js';

const NOON = Date.parse('2026-06-01T12:00:00Z');
const WEEK = 7 * DAY;

const from = (lastAt: Instant | undefined, hours: Hours): Heard => ({ lastAt, hours, usualAt: (hour) => usualOf(hours, hour, 'UTC') });

/** The same every day of six weeks: so many events an hour from 8 to 18 h, none at night. */
function daily(perHour: number, last: Instant): Heard {
  const counts = new Map<Instant, number>();
  for (let hour = NOON - 6 * WEEK; hour <= last; hour += HOUR) {
    const clock = new Date(hour).getUTCHours();
    if (clock >= 8 && clock < 18) counts.set(hour, perHour);
  }
  return from(last, { counts, since: NOON - 6 * WEEK });
}
const after = (heard: Heard, ms: number) => hearingOf(heard, (heard.lastAt ?? 0) + ms).is;

test('a busy source is silent after five minutes by day, and is let be at night', () => {
  const busy = daily(2_400, NOON);
  expect([after(busy, 5 * MINUTE), after(busy, 5 * MINUTE + 1)]).toEqual(['heard', 'silent']);
  const evening = daily(2_400, NOON + 6 * HOUR);
  expect([after(evening, 10 * HOUR), after(evening, 14 * HOUR + MINUTE), after(evening, 14 * HOUR + 2 * MINUTE), after(evening, 30 * HOUR)]).toEqual(['quiet', 'quiet', 'silent', 'silent']);
});

test('a small one is missed only when so much is missing that it cannot be chance', () => {
  const small = daily(80, NOON);
  expect([after(small, 20 * MINUTE), after(small, 46 * MINUTE)]).toEqual(['quiet', 'silent']);
});

test('where nothing is usual yet, what came before stands for it', () => {
  const fresh = from(NOON, { counts: new Map([[NOON, 0], [NOON - HOUR, 600]]), since: NOON - HOUR });
  expect([after(fresh, 5 * MINUTE + 1), after(fresh, 7 * MINUTE)]).toEqual(['quiet', 'silent']);
  const tried = from(NOON, { counts: new Map([[NOON, 3]]), since: NOON });
  expect(after(tried, 2 * HOUR)).toBe('quiet');
});

test('the settings have the last word, in the hours in which they expect it', () => {
  const firm = (isOpen: boolean) => ({ ...daily(80, NOON), firm: { after: 30 * SECOND, isOpen } });
  expect([after(firm(true), 30 * SECOND), after(firm(true), 31 * SECOND), after(firm(false), 31 * SECOND)]).toEqual(['heard', 'silent', 'quiet']);
});

test('a line that is down is a gap since then, and what was never heard is quiet', () => {
  expect(hearingOf({ ...daily(80, NOON), downSince: NOON + 3 }, NOON + 9)).toEqual({ is: 'gap', since: NOON + 3 });
  expect(hearingOf(from(undefined, { counts: new Map(), since: NOON }), NOON)).toEqual({ is: 'quiet', since: 0 });
});
