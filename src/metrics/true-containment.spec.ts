import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { trueContainment } from './true-containment.js';

const sums = { 'contained.done': 10, 'contained.no': 1, 'contained.any.1d': 4, 'contained.any.30d': 2, 'contained.any.never': 3, 'contained.unknown': 9 } as const;

test('counts a success, and whoever was not heard of again within the window', () => {
  expect(trueContainment.value(readingOf(sums))).toBe(15 / 20);
  expect(trueContainment.value({ ...readingOf(sums), returning: { within: '30d', scope: 'any' } })).toBe(13 / 20);
});

test('says nothing where nobody was contained who could come back', () => {
  expect(trueContainment.value(readingOf({ 'contained.unknown': 9 }))).toBeNull();
});
