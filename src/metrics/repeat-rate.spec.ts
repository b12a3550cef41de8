import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { repeatRate } from './repeat-rate.js';

test('is the share of known customers who were here before', () => {
  expect(repeatRate.value(readingOf({ contacts: 20, customers: 10, repeats: 3 }))).toBe(0.3);
});

test('says nothing where no customer is known', () => {
  expect(repeatRate.value(readingOf({ contacts: 20 }))).toBeNull();
});
