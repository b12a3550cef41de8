import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { resolvedCustomers } from './resolved-customers.js';

const sums = { 'gap.yes.said.yes': 10, 'gap.yes.said.no': 4, 'gap.yes.any.never': 10, 'gap.yes.any.10d': 2, 'gap.yes.any.1d': 4, 'gap.no.said.yes': 1, 'gap.no.any.never': 3, 'gap.no.any.2d': 6 } as const;

test('is the share that customers call resolved, or do not come back about', () => {
  expect(resolvedCustomers.value(readingOf(sums))).toBe(26 / 40);
  expect(resolvedCustomers.value({ ...readingOf(sums), returning: { within: '10d', scope: 'any' } })).toBe(24 / 40);
});

test('says nothing of fewer than thirty', () => {
  expect(resolvedCustomers.value(readingOf({ 'gap.yes.said.no': 29 }))).toBeNull();
});
