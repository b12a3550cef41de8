import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { holdAbandons } from './hold-abandons.js';

test('is of the segments with a hold', () => {
  expect(holdAbandons.value(readingOf({ segments: 9, held: 4, 'onHold.customer': 1 }))).toBe(0.25);
});

test('says nothing where no hold was told', () => {
  expect(holdAbandons.value(readingOf({ segments: 9 }))).toBeNull();
});
