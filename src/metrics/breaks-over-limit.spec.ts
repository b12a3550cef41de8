import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { breaksOverLimit } from './breaks-over-limit.js';

test('counts how often it was passed', () => {
  expect(breaksOverLimit.value(readingOf({ 'state.away': 900_000, 'over.away': 2 }))).toBe(2);
});

test('is 0 where the source tells states and none lasted so long', () => {
  expect(breaksOverLimit.value(readingOf({ 'state.away': 9_000 }))).toBe(0);
});

test('is unknown where no source tells of it', () => {
  expect(breaksOverLimit.value(readingOf({}))).toBeNull();
});
