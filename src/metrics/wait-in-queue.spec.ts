import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { waitInQueue } from './wait-in-queue.js';

test('is the mean over everyone who left', () => {
  expect(waitInQueue.value(readingOf({ offered: 4, answered: 2, answeredWaitMs: 40_000, abandoned: 1, abandonedWaitMs: 30_000, flowInvoluntary: 1, flowWaitMs: 90_000 }))).toBe(40_000);
});

test('tells its percentiles over all three', () => {
  expect(waitInQueue.spread).toEqual(['waited', 'gaveUp', 'flowedOut']);
});

test('says nothing where nobody left, and nothing of those lost from sight', () => {
  expect(waitInQueue.value(readingOf({ offered: 1, lostSight: 1 }))).toBeNull();
});
