import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { answered } from './answered.js';

test('counts the answers', () => {
  expect(answered.value(readingOf({ offered: 7, answered: 5 }))).toBe(5);
});

test('is 0 without calls', () => {
  expect(answered.value(readingOf({}))).toBe(0);
});

test('leaves direct answers out where the floor says so', () => {
  expect(answered.value({ ...readingOf({ offered: 7, answered: 5, direct: 2 }), directAnswers: 'exclude' })).toBe(3);
});
