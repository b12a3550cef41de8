import { expect, test } from '@jest/globals';
import { readingOf, vector } from '../../test/support/readings.js';
import { servedInTime } from './served-in-time.js';

test('gives 80.7512 % for the test vector', () => {
  expect(servedInTime.value(readingOf(vector))).toBeCloseTo(80.7512 / 100, 6);
});

test('takes whoever waits past the threshold now for a miss', () => {
  expect(servedInTime.value(readingOf({ answered: 3, answeredInTime: 3, offered: 3 }, { now: 2, pastThreshold: 1 }))).toBe(0.75);
});

test('says nothing without calls, and 0 where none of those offered was answered', () => {
  expect(servedInTime.value(readingOf({}))).toBeNull();
  expect(servedInTime.value(readingOf({ offered: 2, abandoned: 2, abandonedInTime: 1 }))).toBe(0);
});

test('leaves direct answers out where the floor says so', () => {
  const sums = { offered: 4, answered: 4, answeredInTime: 3, direct: 2 };
  expect(servedInTime.value(readingOf(sums))).toBe(0.75);
  expect(servedInTime.value({ ...readingOf(sums), directAnswers: 'exclude' })).toBe(0.5);
});
