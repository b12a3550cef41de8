import { expect, test } from '@jest/globals';
import { readingOf, vector } from '../../test/support/readings.js';
import { answeredOnly } from './answered-only.js';

test('gives 86.0000 % for the test vector', () => {
  expect(answeredOnly.value(readingOf(vector))).toBeCloseTo(86.0000 / 100, 6);
});

test('leaves out whoever still waits', () => {
  expect(answeredOnly.value(readingOf({ answered: 3, answeredInTime: 3, offered: 3 }, { now: 2, pastThreshold: 1 }))).toBe(1);
});

test('says nothing without calls, and 0 where none of those offered was answered', () => {
  expect(answeredOnly.value(readingOf({}))).toBeNull();
  expect(answeredOnly.value(readingOf({ offered: 2, abandoned: 2, abandonedInTime: 1 }))).toBe(0);
});

test('leaves direct answers out where the floor says so', () => {
  const sums = { offered: 4, answered: 4, answeredInTime: 3, direct: 2 };
  expect(answeredOnly.value(readingOf(sums))).toBe(0.75);
  expect(answeredOnly.value({ ...readingOf(sums), directAnswers: 'exclude' })).toBe(0.5);
});
