import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { timeInWrapUp } from './time-in-wrap-up.js';

test('is the time of all quarter-hours together', () => {
  expect(timeInWrapUp.value(readingOf({ 'state.wrap-up': 90_000, 'state.offline': 5 }))).toBe(90_000);
});

test('is unknown, not 0, where sources tell states and never this one', () => {
  expect(timeInWrapUp.value(readingOf({ 'state.offline': 5 }))).toBeNull();
});

test('is known from contacts too', () => {
  expect(timeInWrapUp.value(readingOf({ 'untold.wrap-up': 70_000 }))).toBe(70_000);
});
