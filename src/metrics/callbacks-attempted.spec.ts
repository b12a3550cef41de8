import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { callbacksAttempted } from './callbacks-attempted.js';

test('is the share that was tried', () => {
  expect(callbacksAttempted.value(readingOf({ callBacks: 8, callBacksTried: 6 }))).toBe(0.75);
});

test('says nothing where nobody asked', () => {
  expect(callbacksAttempted.value(readingOf({ contacts: 8 }))).toBeNull();
});
