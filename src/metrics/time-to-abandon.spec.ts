import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { timeToAbandon } from './time-to-abandon.js';

test('is the mean wait of those who hung up', () => {
  expect(timeToAbandon.value(readingOf({ abandoned: 2, abandonedWaitMs: 90_000 }))).toBe(45_000);
});

test('says nothing where nobody hung up', () => {
  expect(timeToAbandon.value(readingOf({ answered: 2 }))).toBeNull();
});
