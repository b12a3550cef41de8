import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { direct } from './direct.js';

test('counts them', () => {
  expect(direct.value(readingOf({ direct: 7 }))).toBe(7);
});

test('is 0 without calls', () => {
  expect(direct.value(readingOf({}))).toBe(0);
});
