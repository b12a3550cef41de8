import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { resolutionStated } from './resolution-stated.js';

const sums = { 'resolution.stated.yes': 20, 'resolution.stated.partly': 5, 'resolution.stated.no': 5, 'resolution.lost': 6, 'resolution.any.3d': 4, 'resolution.any.10d': 8, 'resolution.any.never': 20, 'resolution.unknown': 12 } as const;

test('is the share of which somebody said how they ended', () => {
  expect(resolutionStated.value(readingOf(sums))).toBe(30 / 80);
});

test('says nothing where nothing is over', () => {
  expect(resolutionStated.value(readingOf({ contacts: 2 }))).toBeNull();
});
