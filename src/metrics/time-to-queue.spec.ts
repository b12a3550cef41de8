import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { timeToQueue } from './time-to-queue.js';

test('is the mean from the start to the first queue', () => {
  expect(timeToQueue.value(readingOf({ contacts: 5, toQueue: 2, toQueueMs: 60_000 }))).toBe(30_000);
});

test('says nothing where nobody reached a queue', () => {
  expect(timeToQueue.value(readingOf({ contacts: 5 }))).toBeNull();
});
