import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { promisesDue } from './promises-due.js';

test('counts what fell due', () => {
  expect(promisesDue.value(readingOf({ promises: 7, promisesKept: 5 }))).toBe(7);
});
