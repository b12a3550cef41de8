import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { longestWaitContact } from './longest-wait-contact.js';

test('is that of whoever waits for longest', () => {
  expect(longestWaitContact.value(readingOf({}, { now: 2, pastThreshold: 1, longestMs: 70_000, longestContactMs: 95_000 }))).toBe(95_000);
});

test('says nothing where nobody waits', () => {
  expect(longestWaitContact.value(readingOf({ offered: 3 }))).toBeNull();
});
