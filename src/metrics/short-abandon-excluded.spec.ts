import { expect, test } from '@jest/globals';
import { readingOf, vector } from '../../test/support/readings.js';
import { shortAbandonExcluded } from './short-abandon-excluded.js';

test('gives 81.9048 % for the test vector', () => {
  expect(shortAbandonExcluded.value(readingOf(vector))).toBeCloseTo(81.9048 / 100, 6);
});

test('takes whoever waits past the threshold now for a miss', () => {
  expect(shortAbandonExcluded.value(readingOf({ answered: 3, answeredInTime: 3, offered: 3 }, { now: 2, pastThreshold: 1 }))).toBe(0.75);
});

test('says nothing without calls, and 0 where none of those offered was answered', () => {
  expect(shortAbandonExcluded.value(readingOf({}))).toBeNull();
  expect(shortAbandonExcluded.value(readingOf({ offered: 2, abandoned: 2, abandonedInTime: 1 }))).toBe(0);
});

test('leaves direct answers out where the floor says so', () => {
  const sums = { offered: 4, answered: 4, answeredInTime: 3, direct: 2 };
  expect(shortAbandonExcluded.value(readingOf(sums))).toBe(0.75);
  expect(shortAbandonExcluded.value({ ...readingOf(sums), directAnswers: 'exclude' })).toBe(0.5);
});
