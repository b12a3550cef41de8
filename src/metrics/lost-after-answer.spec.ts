import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { lostAfterAnswer } from './lost-after-answer.js';

test('counts them', () => {
  expect(lostAfterAnswer.value(readingOf({ lostAfterAnswer: 7 }))).toBe(7);
});

test('is 0 without calls', () => {
  expect(lostAfterAnswer.value(readingOf({}))).toBe(0);
});
