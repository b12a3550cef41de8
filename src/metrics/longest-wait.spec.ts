import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { longestWait } from './longest-wait.js';

test('is that of whoever waits for longest', () => {
  expect(longestWait.value(readingOf({}, { now: 2, pastThreshold: 1, longestMs: 70_000, longestContactMs: 95_000 }))).toBe(70_000);
});

test('says nothing where nobody waits', () => {
  expect(longestWait.value(readingOf({ offered: 3 }))).toBeNull();
});
