import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { surveyResponse } from './survey-response.js';

test('is the share of surveys with an answer / surveys sent', () => {
  expect(surveyResponse.value(readingOf({ 'survey.sent': 20, 'survey.responded': 15 }))).toBe(0.75);
});

test('says nothing of fewer than ten', () => {
  expect(surveyResponse.value(readingOf({ 'survey.sent': 9, 'survey.responded': 9 }))).toBeNull();
  expect(surveyResponse.value(readingOf({ 'survey.sent': 10 }))).toBe(0);
});
