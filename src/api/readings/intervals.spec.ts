import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DAY, HOUR, QUARTER, quarterOf } from '../../domain/time.js';
import { offsetAt } from '../../domain/zone.js';
import { cut } from './intervals.js';

const at = (text: string): number => Date.parse(text);
const hours = (windows: readonly { from: number; to: number }[]): number[] => windows.map(({ from, to }) => (to - from) / HOUR);

test('days have 23 and 25 hours where the clock changes', () => {
  expect(hours(cut({ from: at('2026-03-28T00:00:00+01:00'), to: at('2026-03-31T00:00:00+02:00') }, 'day', 'Europe/Berlin'))).toEqual([24, 23, 24]);
  expect(hours(cut({ from: at('2026-10-24T00:00:00+02:00'), to: at('2026-10-27T00:00:00+01:00') }, 'day', 'Europe/Berlin'))).toEqual([24, 25, 24]);
});

test('cuts what is left over at both ends', () => {
  expect(hours(cut({ from: at('2026-03-01T22:30:00Z'), to: at('2026-03-03T06:00:00Z') }, 'day', 'UTC'))).toEqual([1.5, 24, 6]);
  expect(hours(cut({ from: at('2026-03-01T09:45:00Z'), to: at('2026-03-01T11:15:00Z') }, 'hour', 'UTC'))).toEqual([0.25, 1, 0.25]);
});

test('hours follow the wall clock of zones that are half an hour apart', () => {
  expect(hours(cut({ from: at('2026-03-01T09:00:00Z'), to: at('2026-03-01T10:30:00Z') }, 'hour', 'Asia/Kolkata'))).toEqual([0.5, 1]);
  // Lord Howe's clock goes back by half an hour at 15:00 UTC.
  expect(hours(cut({ from: at('2026-04-04T13:00:00Z'), to: at('2026-04-04T17:00:00Z') }, 'hour', 'Australia/Lord_Howe')).reduce((a, b) => a + b)).toBe(4);
});

test('quarters of a day are 96, and an uncut window has none', () => {
  expect(cut({ from: 0, to: DAY }, 'quarter', 'UTC')).toHaveLength(96);
  expect(cut({ from: 0, to: QUARTER }, 'none', 'UTC')).toEqual([]);
});

test('half-hours follow the wall clock too', () => {
  expect(hours(cut({ from: at('2026-03-01T09:15:00Z'), to: at('2026-03-01T10:45:00Z') }, 'half-hour', 'UTC'))).toEqual([0.25, 0.5, 0.5, 0.25]);
  expect(hours(cut({ from: at('2026-03-01T09:00:00Z'), to: at('2026-03-01T10:00:00Z') }, 'half-hour', 'Asia/Kathmandu'))).toEqual([0.25, 0.5, 0.25]);
});

test('the days of a queue begin when it says', () => {
  expect(cut({ from: at('2026-03-28T05:00:00Z'), to: at('2026-03-30T04:00:00Z') }, 'day', 'Europe/Berlin', 360).map(({ from, to }) => [new Date(from).toISOString(), (to - from) / HOUR])).toEqual([
    ['2026-03-28T05:00:00.000Z', 23], ['2026-03-29T04:00:00.000Z', 24],
  ]);
});

const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'America/Santiago', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Auckland');
/** Windows of up to ten days, about the weeks in which clocks change, too. */
const anyWindow = fc.tuple(fc.integer({ min: at('2024-01-01'), max: at('2028-01-01') }), fc.integer({ min: 1, max: 960 })).map(([begin, quarters]) => ({ from: quarterOf(begin), to: quarterOf(begin) + quarters * QUARTER }));
const anyInterval = fc.constantFrom('quarter' as const, 'half-hour' as const, 'hour' as const, 'day' as const);

test('whatever the clock does, intervals follow each other from the begin to the end, and add up to the whole bit for bit', () => {
  fc.assert(fc.property(zones, anyWindow, anyInterval, fc.integer({ min: 0, max: 95 }), fc.infiniteStream(fc.integer({ min: 0, max: 2 ** 40 })), (zone, window, interval, start, numbers) => {
    const cells = new Map<number, number>();
    for (let quarter = window.from; quarter < window.to; quarter += QUARTER) cells.set(quarter, numbers.next().value as number);
    const sum = ({ from, to }: { from: number; to: number }): number => {
      let total = 0;
      for (let quarter = from; quarter < to; quarter += QUARTER) total += cells.get(quarter) ?? Number.NaN;
      return total;
    };
    const pieces = cut(window, interval, zone, start * 15);
    expect(pieces.reduce((total, piece) => total + sum(piece), 0)).toBe(sum(window));
    expect([pieces[0]?.from, pieces.at(-1)?.to]).toEqual([window.from, window.to]);
    expect(pieces.slice(1).every(({ from }, place) => from === pieces[place]?.to)).toBe(true);
    // Each border but the ends is one of the zone's wall clock.
    if (interval === 'hour') for (const { from } of pieces.slice(1)) if (pieces.length > 2) expect((from + offsetAt(zone, from)) % (HOUR / 2)).toBe(0);
  }), { numRuns: 200 });
});
