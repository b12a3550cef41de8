import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { offered } from './offered.js';

test('counts every stay in the queue', () => {
  expect(offered.value(readingOf({ offered: 7, answered: 5, abandoned: 1, lostSight: 1 }))).toBe(7);
});

test('is 0 without calls', () => {
  expect(offered.value(readingOf({}))).toBe(0);
});

test('leaves direct answers out where the floor says so', () => {
  expect(offered.value({ ...readingOf({ offered: 7, answered: 5, direct: 2 }), directAnswers: 'exclude' })).toBe(5);
});
