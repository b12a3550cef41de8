import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { ces7 } from './ces-7.js';

test('is the share of answers of 5 and more / answers, on a scale of 1 to 7', () => {
  expect(ces7.value(readingOf({ 'survey.ces-7': 20, 'survey.ces-7.easy': 15 }))).toBe(0.75);
});

test('says nothing of fewer than ten', () => {
  expect(ces7.value(readingOf({ 'survey.ces-7': 9, 'survey.ces-7.easy': 9 }))).toBeNull();
  expect(ces7.value(readingOf({ 'survey.ces-7': 10 }))).toBe(0);
});
