import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { perceptionGap } from './perception-gap.js';

const sums = { 'gap.yes.said.yes': 10, 'gap.yes.said.no': 4, 'gap.yes.any.never': 10, 'gap.yes.any.10d': 2, 'gap.yes.any.1d': 4, 'gap.no.said.yes': 1, 'gap.no.any.never': 3, 'gap.no.any.2d': 6 } as const;

test('is how much more agents call resolved than customers show', () => {
  expect(perceptionGap.value(readingOf(sums))).toBeCloseTo(30 / 40 - 26 / 40);
  expect(perceptionGap.value({ ...readingOf(sums), returning: { within: '10d', scope: 'any' } })).toBeCloseTo(30 / 40 - 24 / 40);
});

test('says nothing of fewer than thirty', () => {
  expect(perceptionGap.value(readingOf({ 'gap.yes.said.no': 29 }))).toBeNull();
});
