import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { zeroOutRate } from './zero-out-rate.js';

test('is the share of callers in the menu', () => {
  expect(zeroOutRate.value(readingOf({ contacts: 20, inMenu: 10, inputsTold: 8, zeroOuts: 3 }))).toBe(0.3);
});

test('is unknown, not 0, where nothing is told of what callers press', () => {
  expect(zeroOutRate.value(readingOf({ contacts: 20, inMenu: 20 }))).toBeNull();
});
