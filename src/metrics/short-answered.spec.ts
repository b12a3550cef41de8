import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { shortAnswered } from './short-answered.js';

test('counts the answers that were hardly one', () => {
  expect(shortAnswered.value(readingOf({ segments: 9, shortAnswered: 2 }))).toBe(2);
});

test('is 0 without calls', () => {
  expect(shortAnswered.value(readingOf({}))).toBe(0);
});
