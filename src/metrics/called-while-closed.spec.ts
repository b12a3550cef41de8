import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { calledWhileClosed } from './called-while-closed.js';

test('counts calls outside the hours', () => {
  expect(calledWhileClosed.value(readingOf({ contacts: 9, closed: 2 }))).toBe(2);
});

test('is 0 without calls', () => {
  expect(calledWhileClosed.value(readingOf({}))).toBe(0);
});
