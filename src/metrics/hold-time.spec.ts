import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { holdTime } from './hold-time.js';

test('is spread over all segments', () => {
  expect(holdTime.value(readingOf({ segments: 4, held: 1, holds: 2, holdMs: 60_000 }))).toBe(15_000);
});

test('says nothing where no hold was told, which may be because the source cannot', () => {
  expect(holdTime.value(readingOf({ segments: 4 }))).toBeNull();
});
