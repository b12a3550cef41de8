import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { flowoutsByChoice } from './flowouts-by-choice.js';

test('counts them', () => {
  expect(flowoutsByChoice.value(readingOf({ flowByChoice: 7 }))).toBe(7);
});

test('is 0 without calls', () => {
  expect(flowoutsByChoice.value(readingOf({}))).toBe(0);
});
