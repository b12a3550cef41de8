import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { ces7Mean } from './ces-7-mean.js';

test('is the mean mark', () => {
  expect(ces7Mean.value(readingOf({ 'survey.ces-7': 10, 'survey.ces-7.marks': 55 }))).toBe(5.5);
});

test('says nothing of fewer than ten', () => {
  expect(ces7Mean.value(readingOf({ 'survey.ces-7': 9, 'survey.ces-7.marks': 63 }))).toBeNull();
});
