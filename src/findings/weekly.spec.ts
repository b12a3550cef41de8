import { expect, test } from '@jest/globals';
import { weekThatBegan } from './weekly.js';

const monday = { weekday: 1, minute: 8 * 60 };

test.each([
  ['2026-11-23T06:59Z', undefined], ['2026-11-23T07:00Z', '2026-11-23'], ['2026-11-23T18:59Z', '2026-11-23'], ['2026-11-23T19:00Z', undefined], ['2026-11-24T07:00Z', undefined],
  // In summer eight in the morning is at six UTC.
  ['2026-07-06T06:00Z', '2026-07-06'],
])('at %s the letter of a Monday at eight in Berlin is that of %s', (at, week) => {
  expect(weekThatBegan(monday, 'Europe/Berlin', Date.parse(at))).toBe(week);
});
