import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { callbacksDue } from './callbacks-due.js';

test('counts those whose time came', () => {
  expect(callbacksDue.value(readingOf({ callBacks: 9, callBacksDue: 5, callBacksKept: 4 }))).toBe(5);
});

test('is 0 where none fell due', () => {
  expect(callbacksDue.value(readingOf({}))).toBe(0);
});
