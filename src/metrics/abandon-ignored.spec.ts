import { expect, test } from '@jest/globals';
import { readingOf, vector } from '../../test/support/readings.js';
import { abandonIgnored } from './abandon-ignored.js';

test('gives 82.6923 % for the test vector', () => {
  expect(abandonIgnored.value(readingOf(vector))).toBeCloseTo(82.6923 / 100, 6);
});

test('takes whoever waits past the threshold now for a miss', () => {
  expect(abandonIgnored.value(readingOf({ answered: 3, answeredInTime: 3, offered: 3 }, { now: 2, pastThreshold: 1 }))).toBe(0.75);
});

test('says nothing without calls, and 0 where none of those offered was answered', () => {
  expect(abandonIgnored.value(readingOf({}))).toBeNull();
  expect(abandonIgnored.value(readingOf({ offered: 2, abandoned: 2, abandonedInTime: 1 }))).toBe(0);
});

test('leaves direct answers out where the floor says so', () => {
  const sums = { offered: 4, answered: 4, answeredInTime: 3, direct: 2 };
  expect(abandonIgnored.value(readingOf(sums))).toBe(0.75);
  expect(abandonIgnored.value({ ...readingOf(sums), directAnswers: 'exclude' })).toBe(0.5);
});
