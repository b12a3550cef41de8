import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { talkTime } from './talk-time.js';

test('is the mean talk of a segment', () => {
  expect(talkTime.value(readingOf({ segments: 2, talkMs: 300_000, holdMs: 60_000 }))).toBe(150000);
});

test('says nothing where no agent had a contact', () => {
  expect(talkTime.value(readingOf({ offered: 3 }))).toBeNull();
});
