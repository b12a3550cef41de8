import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { HOUR } from '../domain/time.js';
import { flagsPerHour } from './flags-per-hour.js';

test('spreads the flags over the window', () => {
  expect(flagsPerHour.value({ ...readingOf({ flags: 12 }), windowMs: 2 * HOUR })).toBe(6);
});

test('is 0 in a quiet window', () => {
  expect(flagsPerHour.value({ ...readingOf({}), windowMs: HOUR })).toBe(0);
});

test('says nothing where the window is not given', () => {
  expect(flagsPerHour.value(readingOf({ flags: 12 }))).toBeNull();
});
