import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { callbacksWaiting } from './callbacks-waiting.js';

test('counts those that nobody has tried', () => {
  expect(callbacksWaiting.value(readingOf({ callBacks: 5, callBacksWaiting: 2 }))).toBe(2);
});

test('is 0 where none was asked for', () => {
  expect(callbacksWaiting.value(readingOf({}))).toBe(0);
});
