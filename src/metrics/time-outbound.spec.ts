import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { timeOutbound } from './time-outbound.js';

test('is the time of all quarter-hours together', () => {
  expect(timeOutbound.value(readingOf({ 'state.outbound': 90_000, 'state.offline': 5 }))).toBe(90_000);
});

test('is unknown, not 0, where sources tell states and never this one', () => {
  expect(timeOutbound.value(readingOf({ 'state.offline': 5 }))).toBeNull();
});

test('is known from contacts too', () => {
  expect(timeOutbound.value(readingOf({ 'untold.outbound': 70_000 }))).toBe(70_000);
});
