import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { wrapUpTime } from './wrap-up-time.js';

test('is the mean of those that are known', () => {
  expect(wrapUpTime.value(readingOf({ segments: 3, wrapUpMs: 60_000, wrapUpKnown: 2 }))).toBe(30_000);
});

test('is unknown, not 0, where no source tells', () => {
  expect(wrapUpTime.value(readingOf({ segments: 3, talkMs: 9 }))).toBeNull();
});
