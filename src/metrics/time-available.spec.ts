import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { timeAvailable } from './time-available.js';

test('is the time of all quarter-hours together', () => {
  expect(timeAvailable.value(readingOf({ 'state.available': 90_000, 'state.offline': 5 }))).toBe(90_000);
});

test('is 0 where the source tells states and this was none of them', () => {
  expect(timeAvailable.value(readingOf({ 'state.offline': 5 }))).toBe(0);
});

test('is unknown, not 0, where only contacts name the agents', () => {
  expect(timeAvailable.value(readingOf({ 'untold.on-contact': 5, 'untold.available': 70_000 }))).toBeNull();
});
