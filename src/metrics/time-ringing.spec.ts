import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { timeRinging } from './time-ringing.js';

test('is the time of all quarter-hours together', () => {
  expect(timeRinging.value(readingOf({ 'state.ringing': 90_000, 'state.offline': 5 }))).toBe(90_000);
});

test('is 0 where the source tells states and this was none of them', () => {
  expect(timeRinging.value(readingOf({ 'state.offline': 5 }))).toBe(0);
});

test('is known from contacts too', () => {
  expect(timeRinging.value(readingOf({ 'untold.ringing': 70_000 }))).toBe(70_000);
});
