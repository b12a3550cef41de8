import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { flowoutsInvoluntary } from './flowouts-involuntary.js';

test('counts them', () => {
  expect(flowoutsInvoluntary.value(readingOf({ flowInvoluntary: 7 }))).toBe(7);
});

test('is 0 without calls', () => {
  expect(flowoutsInvoluntary.value(readingOf({}))).toBe(0);
});
