import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { timeNotResponding } from './time-not-responding.js';

test('is the time of all quarter-hours together', () => {
  expect(timeNotResponding.value(readingOf({ 'state.not-responding': 90_000, 'state.offline': 5 }))).toBe(90_000);
});

test('is unknown, not 0, where sources tell states and never this one', () => {
  expect(timeNotResponding.value(readingOf({ 'state.offline': 5 }))).toBeNull();
});

test('is unknown, not 0, where only contacts name the agents', () => {
  expect(timeNotResponding.value(readingOf({ 'untold.on-contact': 5, 'untold.available': 70_000 }))).toBeNull();
});
