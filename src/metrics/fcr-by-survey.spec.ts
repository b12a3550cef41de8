import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { fcrBySurvey } from './fcr-by-survey.js';

const sums = { 'fcr.any.never.customer.yes': 30, 'fcr.any.never.customer.no': 10, 'fcr.any.10d.customer.no': 10, 'fcr.any.1d.customer.yes': 99 } as const;

test('is the share of yes among first contacts', () => {
  expect(fcrBySurvey.value(readingOf(sums))).toBe(0.6);
  expect(fcrBySurvey.value({ ...readingOf(sums), returning: { within: '30d', scope: 'any' } })).toBe(0.75);
});

test('says nothing where nobody said anything', () => {
  expect(fcrBySurvey.value(readingOf({ 'fcr.any.never.never': 20 }))).toBeNull();
});
