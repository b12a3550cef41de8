import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { noInputRate } from './no-input-rate.js';

test('is of the stays', () => {
  expect(noInputRate.value(readingOf({ nodeVisits: 8, inputsTold: 5, noInputVisits: 2 }))).toBe(0.25);
});

test('is unknown, not 0, where nothing is told of what callers press or say', () => {
  expect(noInputRate.value(readingOf({ nodeVisits: 5 }))).toBeNull();
});
