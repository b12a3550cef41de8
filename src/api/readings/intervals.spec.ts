import { expect, test } from '@jest/globals';
import { DAY, HOUR, QUARTER } from '../../domain/time.js';
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
