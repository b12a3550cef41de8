import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { totalWait } from './total-wait.js';

test('adds what was waited elsewhere', () => {
  expect(totalWait.value(readingOf({ offered: 2, answered: 2, answeredWaitMs: 40_000, otherWaitMs: 20_000 }))).toBe(30_000);
});

test('says nothing where nobody left', () => {
  expect(totalWait.value(readingOf({}))).toBeNull();
});
