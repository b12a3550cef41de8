import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { timeToCallback } from './time-to-callback.js';

test('is the mean from asking to the first try', () => {
  expect(timeToCallback.value(readingOf({ callBacks: 3, callBacksTried: 2, callBackWaitMs: 600_000 }))).toBe(300_000);
});

test('says nothing where none was tried', () => {
  expect(timeToCallback.value(readingOf({ callBacks: 3 }))).toBeNull();
});
