import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { flaggedShare } from './flagged-share.js';

test('is the share of contacts with at least one flag', () => {
  expect(flaggedShare.value(readingOf({ contacts: 8, flagged: 2, flags: 5 }))).toBe(0.25);
});

test('says nothing without calls', () => {
  expect(flaggedShare.value(readingOf({}))).toBeNull();
});
