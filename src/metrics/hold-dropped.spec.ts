import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { holdDropped } from './hold-dropped.js';

test('is of the segments with a hold', () => {
  expect(holdDropped.value(readingOf({ segments: 9, held: 4, 'onHold.system': 1 }))).toBe(0.25);
});

test('says nothing where no hold was told', () => {
  expect(holdDropped.value(readingOf({ segments: 9 }))).toBeNull();
});
