import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { callbacksRequested } from './callbacks-requested.js';

test('counts what was asked for', () => {
  expect(callbacksRequested.value(readingOf({ callBacks: 7, callBacksTried: 5 }))).toBe(7);
});
