import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { abandonmentRate } from './abandonment-rate.js';

test('is the share of those offered who hung up in the queue', () => {
  expect(abandonmentRate.value(readingOf({ offered: 10, answered: 7, abandoned: 2, flowInvoluntary: 1 }))).toBe(0.2);
});

test('says nothing without calls', () => {
  expect(abandonmentRate.value(readingOf({}))).toBeNull();
});

test('is 0 where nobody hung up', () => {
  expect(abandonmentRate.value(readingOf({ offered: 1, answered: 1 }))).toBe(0);
});

test('leaves direct answers out of those offered where the floor says so', () => {
  expect(abandonmentRate.value({ ...readingOf({ offered: 4, answered: 3, direct: 2, abandoned: 1 }), directAnswers: 'exclude' })).toBe(0.5);
});
