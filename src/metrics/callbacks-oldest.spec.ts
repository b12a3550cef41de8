import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { callbacksOldest } from './callbacks-oldest.js';

test('is how long ago the first of them asked', () => {
  expect(callbacksOldest.value(readingOf({ callBacks: 3, callBacksWaiting: 2 }, { now: 0, pastThreshold: 0, oldestCallbackMs: 600_000 }))).toBe(600_000);
});

test('says nothing where nobody waits for a call', () => {
  expect(callbacksOldest.value(readingOf({ callBacks: 3 }))).toBeNull();
});
