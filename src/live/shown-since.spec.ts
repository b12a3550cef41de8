import { expect, test } from '@jest/globals';
import { HOUR, MINUTE } from '../domain/time.js';
import { shownSince } from './shown-since.js';

const MIDNIGHT = Date.parse('2026-06-01T22:00:00Z');

test.each([
  ['just after midnight, since the evening before', MINUTE, -8 * HOUR],
  ['in the small hours, since late in the evening', 5.5 * HOUR, -3 * HOUR],
  ['from the morning on, since midnight', 8.5 * HOUR, 0],
  ['in the evening, since midnight', 23 * HOUR, 0],
])('%s', (_, hours, since) => {
  expect(shownSince(MIDNIGHT, MIDNIGHT + hours) - MIDNIGHT).toBe(since);
});
