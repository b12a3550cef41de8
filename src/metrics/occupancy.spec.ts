import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { occupancy } from './occupancy.js';

test('is the share of staffed time in which somebody was served', () => {
  expect(occupancy.value(readingOf({ 'state.ringing': 10, 'state.on-contact': 500, 'state.outbound': 40, 'state.wrap-up': 50, 'state.available': 400, 'state.away': 999, 'state.offline': 9_999 }))).toBe(0.6);
});

test('is all of it where nobody had a pause between two calls', () => {
  expect(occupancy.value(readingOf({ 'state.on-contact': 500 }))).toBe(1);
});

test('is unknown where only contacts name the agents', () => {
  expect(occupancy.value(readingOf({ 'untold.on-contact': 500, 'untold.available': 100 }))).toBeNull();
});
