import { expect, test } from '@jest/globals';
import { readingOf, vector } from '../../test/support/readings.js';
import { abandonNegative } from './abandon-negative.js';

test('gives 81.1321 % for the test vector', () => {
  expect(abandonNegative.value(readingOf(vector))).toBeCloseTo(81.1321 / 100, 6);
});

test('takes whoever waits past the threshold now for a miss', () => {
  expect(abandonNegative.value(readingOf({ answered: 3, answeredInTime: 3, offered: 3 }, { now: 2, pastThreshold: 1 }))).toBe(0.75);
});

test('says nothing without calls, and 0 where none of those offered was answered', () => {
  expect(abandonNegative.value(readingOf({}))).toBeNull();
  expect(abandonNegative.value(readingOf({ offered: 2, abandoned: 2, abandonedInTime: 1 }))).toBe(0);
});

test('leaves direct answers out where the floor says so', () => {
  const sums = { offered: 4, answered: 4, answeredInTime: 3, direct: 2 };
  expect(abandonNegative.value(readingOf(sums))).toBe(0.75);
  expect(abandonNegative.value({ ...readingOf(sums), directAnswers: 'exclude' })).toBe(0.5);
});
