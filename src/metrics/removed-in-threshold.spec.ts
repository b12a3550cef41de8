import { expect, test } from '@jest/globals';
import { readingOf, vector } from '../../test/support/readings.js';
import { removedInThreshold } from './removed-in-threshold.js';

test('gives 81.6590 % for the test vector', () => {
  expect(removedInThreshold.value(readingOf(vector))).toBeCloseTo(81.6590 / 100, 6);
});

test('takes whoever waits past the threshold now for a miss', () => {
  expect(removedInThreshold.value(readingOf({ answered: 3, answeredInTime: 3, offered: 3 }, { now: 2, pastThreshold: 1 }))).toBe(0.75);
});

test('says nothing without calls, and 0 where none of those offered was answered', () => {
  expect(removedInThreshold.value(readingOf({}))).toBeNull();
  expect(removedInThreshold.value(readingOf({ offered: 2, abandoned: 2, abandonedInTime: 1 }))).toBe(0);
});

test('leaves direct answers out where the floor says so', () => {
  const sums = { offered: 4, answered: 4, answeredInTime: 3, direct: 2 };
  expect(removedInThreshold.value(readingOf(sums))).toBe(0.75);
  expect(removedInThreshold.value({ ...readingOf(sums), directAnswers: 'exclude' })).toBe(0.5);
});
