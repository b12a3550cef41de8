import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { transferredIn } from './transferred-in.js';

test('counts those who came from another queue', () => {
  expect(transferredIn.value(readingOf({ offered: 7, transferredIn: 2 }))).toBe(2);
});

test('is 0 without calls', () => {
  expect(transferredIn.value(readingOf({}))).toBe(0);
});
