import { expect, test } from '@jest/globals';
import { HOUR } from './time.js';
import { hoursOf, weeksBefore } from './weeks.js';

const at = (text: string): number => Date.parse(text);

test('a window has the hours that it touches', () => {
  expect(hoursOf(HOUR + 1, 3 * HOUR)).toEqual([HOUR, 2 * HOUR]);
  expect(hoursOf(HOUR, 3 * HOUR + 1)).toEqual([HOUR, 2 * HOUR, 3 * HOUR]);
});

test('the same hour of a week before is that of the wall clock, over a change of the clocks too', () => {
  expect(weeksBefore(at('2026-03-18T08:00Z'), 1, 'Europe/Berlin')).toBe(at('2026-03-11T08:00Z'));
  // Nine in the morning is at seven UTC in summer, at eight in winter.
  expect(weeksBefore(at('2026-03-30T07:00Z'), 1, 'Europe/Berlin')).toBe(at('2026-03-23T08:00Z'));
  expect(weeksBefore(at('2026-10-26T08:00Z'), 2, 'Europe/Berlin')).toBe(at('2026-10-12T07:00Z'));
});
