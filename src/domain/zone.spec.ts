import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { HOUR, MINUTE } from './time.js';
import { dateIn, dayStart, midnight, nextDayStart, offsetAt, wallClock } from './zone.js';

const at = (text: string) => Date.parse(text);

test('knows how far a wall clock is ahead, in summer and in winter', () => {
  expect([at('2026-01-10T12:00Z'), at('2026-07-10T12:00Z')].map((instant) => offsetAt('Europe/Berlin', instant))).toEqual([HOUR, 2 * HOUR]);
  expect(offsetAt('Asia/Kathmandu', at('2026-01-10T12:00Z'))).toBe(5 * HOUR + 45 * MINUTE);
  expect(offsetAt('America/New_York', at('2026-01-10T12:00:00.250Z'))).toBe(-5 * HOUR);
});

test('the day that loses an hour has 23, the one that gains one 25', () => {
  const length = (instant: number) => (nextDayStart('Europe/Berlin', instant) - dayStart('Europe/Berlin', instant)) / HOUR;
  expect([at('2026-03-29T12:00Z'), at('2026-10-25T12:00Z'), at('2026-06-01T12:00Z')].map(length)).toEqual([23, 25, 24]);
});

test('a day whose midnight is skipped begins an hour later', () => {
  expect(new Date(midnight('America/Santiago', '2026-09-06')).toISOString()).toBe('2026-09-06T04:00:00.000Z');
});

test('reads weekday and minute from the wall', () => {
  expect(wallClock('Europe/Berlin', at('2026-03-01T23:30Z'))).toEqual({ weekday: 1, minute: 30 });
});

test('every instant lies in its day, and the instant before the day begins does not', () => {
  const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'America/Santiago', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Auckland');
  fc.assert(fc.property(zones, fc.integer({ min: at('2020-01-01'), max: at('2030-01-01') }), (zone, instant) => {
    const [start, next] = [dayStart(zone, instant), nextDayStart(zone, instant)];
    expect(start <= instant && instant < next).toBe(true);
    expect([dateIn(zone, start), dateIn(zone, next - 1)]).toEqual([dateIn(zone, instant), dateIn(zone, instant)]);
    expect(dateIn(zone, start - 1) < dateIn(zone, start) && dateIn(zone, next) > dateIn(zone, instant)).toBe(true);
  }), { numRuns: 300 });
});

const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'America/Santiago', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Auckland', 'Africa/Cairo');
const anytime = fc.integer({ min: at('2020-01-01'), max: at('2030-01-01') });
const startsAt = fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15);

test('days that begin in the morning follow each other without a gap, whatever the clock does between', () => {
  fc.assert(fc.property(zones, anytime, startsAt, (zone, instant, minutes) => {
    const [start, next] = [dayStart(zone, instant, minutes), nextDayStart(zone, instant, minutes)];
    expect(start <= instant && instant < next).toBe(true);
    expect([nextDayStart(zone, start, minutes), dayStart(zone, next - 1, minutes), dayStart(zone, next, minutes)]).toEqual([next, start, next]);
    // A start that the clock leaps over is the instant of the leap: such a day, and the one before, are off by a part of the leap.
    const hours = (next - start) / HOUR;
    expect([hours >= 23, hours <= 25, hours * 4 % 1]).toEqual([true, true, 0]);
  }), { numRuns: 500 });
});

test('a day that begins at six lasts 23 hours where the clock goes forward in its night, and 25 where it goes back', () => {
  const length = (instant: number) => (nextDayStart('Europe/Berlin', instant, 360) - dayStart('Europe/Berlin', instant, 360)) / HOUR;
  expect([at('2026-03-28T12:00Z'), at('2026-03-29T12:00Z'), at('2026-10-24T12:00Z')].map(length)).toEqual([23, 24, 25]);
  expect(new Date(dayStart('Europe/Berlin', at('2026-03-29T03:59Z'), 360)).toISOString()).toBe('2026-03-28T05:00:00.000Z');
});

test('a day that begins in an hour which the clock skips begins when it has gone on', () => {
  expect(new Date(dayStart('Europe/Berlin', at('2026-03-29T12:00Z'), 150)).toISOString()).toBe('2026-03-29T01:00:00.000Z');
  // And in one that it shows twice, the first time.
  expect(new Date(dayStart('Europe/Berlin', at('2026-10-25T12:00Z'), 150)).toISOString()).toBe('2026-10-25T00:30:00.000Z');
});
