import { expect, test } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '../time.js';
import type { Instant } from '../time.js';
import { usualBetween, usualOf } from './usual.js';
import type { Hours } from './usual.js';

const WEEK = 7 * DAY;
const MONDAY_9 = Date.parse('2026-06-01T09:00:00Z');
const hours = (since: Instant, ...counts: readonly (readonly [Instant, number])[]): Hours => ({ counts: new Map(counts), since });
const fourWeeks = hours(MONDAY_9 - 5 * WEEK, [MONDAY_9 - WEEK, 600], [MONDAY_9 - 2 * WEEK, 580], [MONDAY_9 - 3 * WEEK, 0], [MONDAY_9 - 4 * WEEK, 90_000]);

test('is the middle of the same hour of four weeks: neither a holiday nor a storm changes it', () => {
  expect(usualOf(fourWeeks, MONDAY_9 + 20 * MINUTE, 'UTC')).toEqual({ perHour: 580, by: 'weeks', of: 4 });
});

test('is not known of a source that was heard of yesterday', () => {
  expect(usualOf(hours(MONDAY_9 - DAY, [MONDAY_9 - DAY, 600]), MONDAY_9, 'UTC')).toBeUndefined();
});

test('until two weeks are known the last days stand for them', () => {
  const days = hours(MONDAY_9 - 3 * DAY - HOUR, [MONDAY_9 - DAY, 300], [MONDAY_9 - 2 * DAY, 0], [MONDAY_9 - 3 * DAY, 280]);
  expect(usualOf(days, MONDAY_9, 'UTC')).toEqual({ perHour: 280, by: 'days', of: 3 });
});

test('follows the wall clock over a change of the clocks', () => {
  // Berlin: 9:00 is 7:00 UTC in summer and 8:00 UTC in winter.
  const winter = Date.parse('2026-10-26T08:00:00Z');
  const summer = hours(0, [Date.parse('2026-10-19T07:00:00Z'), 400], [Date.parse('2026-10-12T07:00:00Z'), 400], [Date.parse('2026-10-05T07:00:00Z'), 400]);
  expect(usualOf(summer, winter, 'Europe/Berlin')?.perHour).toBe(400);
});

test('sums up what usually comes in a time, by parts of hours', () => {
  expect(usualBetween((hour) => usualOf(fourWeeks, hour, 'UTC'), MONDAY_9 - 30 * MINUTE, MONDAY_9 + 15 * MINUTE)).toBe(145);
  expect(usualBetween(() => undefined, MONDAY_9, MONDAY_9 + MINUTE)).toBeUndefined();
});
