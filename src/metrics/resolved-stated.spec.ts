import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { resolvedStated } from './resolved-stated.js';

const sums = { 'resolution.stated.yes': 20, 'resolution.stated.partly': 5, 'resolution.stated.no': 5, 'resolution.lost': 6, 'resolution.any.3d': 4, 'resolution.any.10d': 8, 'resolution.any.never': 20, 'resolution.unknown': 12 } as const;

test('is the share of yes among what was stated', () => {
  expect(resolvedStated.value(readingOf(sums))).toBe(20 / 30);
});

test('says nothing where nobody said anything', () => {
  expect(resolvedStated.value(readingOf({ 'resolution.unknown': 12 }))).toBeNull();
});
