import { expect, test } from '@jest/globals';
import { readingOf, vector } from '../../test/support/readings.js';
import { lettersOf } from './letters.js';

test('reads the letters of the test vector', () => {
  expect(lettersOf(readingOf(vector, { now: 4, pastThreshold: 1 }))).toEqual({
    offered: 1_085, answered: 1_000, answeredInTime: 860, abandoned: 60, abandonedShort: 10, abandonedInTime: 20, abandonedLate: 40,
    turnedAway: 15, flowedOut: 25, callbackInTime: 6, waitingLate: 1,
  });
});
