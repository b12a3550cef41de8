import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { callbacksKept } from './callbacks-kept.js';

test('is the share that was tried by its due time', () => {
  expect(callbacksKept.value(readingOf({ callBacksDue: 8, callBacksKept: 6 }))).toBe(0.75);
});

test('says nothing where nothing fell due', () => {
  expect(callbacksKept.value(readingOf({ callBacks: 8 }))).toBeNull();
});
