import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { aht } from './aht.js';

test('adds talk, hold and wrap-up per agent segment', () => {
  expect(aht.value(readingOf({ segments: 2, talkMs: 300_000, holdMs: 60_000, wrapUpMs: 40_000, wrapUpKnown: 1 }))).toBe(200_000);
});

test('says nothing where no agent had a contact', () => {
  expect(aht.value(readingOf({ offered: 3 }))).toBeNull();
});
