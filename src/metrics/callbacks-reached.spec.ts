import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { callbacksReached } from './callbacks-reached.js';

test('is the share in which the customer was reached', () => {
  expect(callbacksReached.value(readingOf({ callBacks: 8, callBacksTried: 6, callBacksReached: 4 }))).toBe(0.5);
});

test('says nothing where nobody asked', () => {
  expect(callbacksReached.value(readingOf({ contacts: 8 }))).toBeNull();
});
