import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { abandoned } from './abandoned.js';

test('counts them', () => {
  expect(abandoned.value(readingOf({ abandoned: 7 }))).toBe(7);
});

test('is 0 without calls', () => {
  expect(abandoned.value(readingOf({}))).toBe(0);
});
