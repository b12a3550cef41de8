import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { resolutionInferred } from './resolution-inferred.js';

const sums = { 'resolution.stated.yes': 20, 'resolution.stated.partly': 5, 'resolution.stated.no': 5, 'resolution.lost': 6, 'resolution.any.3d': 4, 'resolution.any.10d': 8, 'resolution.any.never': 20, 'resolution.unknown': 12 } as const;

test('is the share that was lost or came back, of which nobody said anything', () => {
  expect(resolutionInferred.value(readingOf(sums))).toBe(10 / 80);
  expect(resolutionInferred.value({ ...readingOf(sums), returning: { within: '10d', scope: 'any' } })).toBe(18 / 80);
});

test('says nothing where nothing is over', () => {
  expect(resolutionInferred.value(readingOf({ contacts: 2 }))).toBeNull();
});
