import { expect, test } from '@jest/globals';
import { DAY } from '../domain/time.js';
import { overBudget } from './budget.js';
import type { Asked } from './budget.js';

const now = 1_000 * DAY;
const ago = (days: number, kind: Asked['kind'] = 'persistent'): Asked => ({ kind, at: now - days * DAY });

test('asks who was never asked', () => {
  expect(overBudget([], 'persistent', now)).toBeUndefined();
});

test('asks about a contact once in 30 days, whichever programme it was', () => {
  expect(overBudget([ago(29)], 'persistent', now)).toBe('asked within 30 days');
  expect(overBudget([ago(29)], 'pulsed', now)).toBe('asked within 30 days');
  expect(overBudget([ago(29, 'pulsed')], 'persistent', now)).toBe('asked within 30 days');
  expect(overBudget([ago(30)], 'persistent', now)).toBeUndefined();
});

test('asks about the relationship beside that', () => {
  expect(overBudget([ago(3)], 'periodic', now)).toBeUndefined();
  expect(overBudget([ago(3, 'periodic')], 'persistent', now)).toBeUndefined();
});

test('asks four times a year over all studies, and not a fifth', () => {
  const three = [ago(40), ago(80), ago(300, 'periodic')];
  expect(overBudget(three, 'periodic', now)).toBeUndefined();
  expect(overBudget([...three, ago(364)], 'periodic', now)).toBe('asked four times this year');
  expect(overBudget([...three, ago(365)], 'periodic', now)).toBeUndefined();
});
