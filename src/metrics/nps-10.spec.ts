import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { nps10 } from './nps-10.js';

test('is the share of promoters less that of detractors, in points', () => {
  expect(nps10.value(readingOf({ 'survey.nps-10': 20, 'survey.nps-10.promoters': 9, 'survey.nps-10.detractors': 4 }))).toBe(25);
});

test('may be below zero, and says nothing of fewer than ten', () => {
  expect([10, 9].map((n) => nps10.value(readingOf({ 'survey.nps-10': n, 'survey.nps-10.detractors': n })))).toEqual([-100, null]);
});
