import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { asa } from './asa.js';

test('is the mean wait of those answered', () => {
  expect(asa.value(readingOf({ answered: 4, answeredWaitMs: 128_000 }))).toBe(32_000);
});

test('waits longer without the direct answers', () => {
  expect(asa.value({ ...readingOf({ answered: 4, direct: 2, answeredWaitMs: 128_000 }), directAnswers: 'exclude' })).toBe(64_000);
});

test('says nothing where nobody was answered', () => {
  expect(asa.value(readingOf({ offered: 3, abandoned: 3 }))).toBeNull();
});
