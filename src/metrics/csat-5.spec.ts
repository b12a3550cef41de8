import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { csat5 } from './csat-5.js';

test('is the share of answers of 4 and 5 / answers, on a scale of 1 to 5', () => {
  expect(csat5.value(readingOf({ 'survey.csat-5': 20, 'survey.csat-5.top': 15 }))).toBe(0.75);
});

test('says nothing of fewer than ten', () => {
  expect(csat5.value(readingOf({ 'survey.csat-5': 9, 'survey.csat-5.top': 9 }))).toBeNull();
  expect(csat5.value(readingOf({ 'survey.csat-5': 10 }))).toBe(0);
});
