import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { flowoutsRerouted } from './flowouts-rerouted.js';

test('counts them', () => {
  expect(flowoutsRerouted.value(readingOf({ flowRerouted: 7 }))).toBe(7);
});

test('is 0 without calls', () => {
  expect(flowoutsRerouted.value(readingOf({}))).toBe(0);
});
