import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { surveyResolved } from './survey-resolved.js';

test('is the share of answers of yes / answers to "did we solve it?"', () => {
  expect(surveyResolved.value(readingOf({ 'survey.resolved': 20, 'survey.resolved.yes': 15 }))).toBe(0.75);
});

test('says nothing of fewer than ten', () => {
  expect(surveyResolved.value(readingOf({ 'survey.resolved': 9, 'survey.resolved.yes': 9 }))).toBeNull();
  expect(surveyResolved.value(readingOf({ 'survey.resolved': 10 }))).toBe(0);
});
