import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { wrapUpsOverLimit } from './wrap-ups-over-limit.js';

test('counts how often it was passed', () => {
  expect(wrapUpsOverLimit.value(readingOf({ 'state.wrap-up': 900_000, 'over.wrap-up': 2 }))).toBe(2);
});

test('is 0 where the source tells states and none lasted so long', () => {
  expect(wrapUpsOverLimit.value(readingOf({ 'state.wrap-up': 9_000 }))).toBe(0);
});

test('is unknown where no source tells of it', () => {
  expect(wrapUpsOverLimit.value(readingOf({}))).toBeNull();
});
