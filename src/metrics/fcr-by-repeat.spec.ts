import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { fcrByRepeat } from './fcr-by-repeat.js';

const sums = { 'fcr.any.never.never': 60, 'fcr.any.never.3d': 20, 'fcr.any.10d.never': 10, 'fcr.any.2d.never': 30, 'fcr.same.never.never': 100, 'fcr.same.never.1d': 25 } as const;

test('is the share of first contacts after which nobody came back within seven days', () => {
  expect(fcrByRepeat.value(readingOf(sums))).toBe(70 / 90);
});

test('takes another window, and only returns for the same reason, where it is asked to', () => {
  expect(fcrByRepeat.value({ ...readingOf(sums), returning: { within: '14d', scope: 'any' } })).toBe(60 / 80);
  expect(fcrByRepeat.value({ ...readingOf(sums), returning: { within: '2d', scope: 'any' } })).toBe(90 / 90);
  expect(fcrByRepeat.value({ ...readingOf(sums), returning: { within: '7d', scope: 'same' } })).toBe(0.8);
});

test('says nothing where no customer is known', () => {
  expect(fcrByRepeat.value(readingOf({ contacts: 20 }))).toBeNull();
});
