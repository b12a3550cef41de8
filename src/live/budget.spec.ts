import { expect, test } from '@jest/globals';
import type { FeedLine } from '../contract/board.js';
import { HOUR, MINUTE } from '../domain/time.js';
import { Budget } from './budget.js';

const line = (id: string, more: Partial<FeedLine> = {}): FeedLine => ({
  id, kind: 'alert', rule: 'long-wait', title: '', severity: 'warning', because: '', action: '', place: {}, contacts: [], count: 1, since: 0, raisedAt: 0, state: 'live', ...more,
});
const budgetOf = (perHour: number): Budget => new Budget(() => perHour);

test('shows so many alerts an hour, and counts the rest', () => {
  const budget = budgetOf(2);
  expect(['a', 'b', 'c', 'd'].map((id, minute) => budget.lets(line(id), minute * MINUTE))).toEqual([true, true, false, false]);
  expect(budget.view(5 * MINUTE)).toEqual({ perHour: 2, shownThisHour: 2, overflowedThisHour: 2 });
});

test('has room again when the hour has passed', () => {
  const budget = budgetOf(1);
  budget.lets(line('a'), 0);
  budget.lets(line('b'), MINUTE);
  expect(budget.lets(line('c'), HOUR)).toBe(true);
  expect(budget.view(HOUR + MINUTE)).toEqual({ perHour: 1, shownThisHour: 1, overflowedThisHour: 0 });
});

test('goes on to tell what became of a line that was let through, and nothing of one that was not', () => {
  const budget = budgetOf(1);
  budget.lets(line('a'), 0);
  budget.lets(line('b'), 0);
  expect([budget.lets(line('a', { state: 'cleared' }), MINUTE), budget.lets(line('b', { state: 'cleared' }), 2 * HOUR)]).toEqual([true, false]);
  expect(budget.view(MINUTE)).toMatchObject({ shownThisHour: 1, overflowedThisHour: 1 });
});

test('lets every incident pass, and counts none of the alerts that it tells', () => {
  const budget = budgetOf(1);
  expect(budget.lets(line('a'), 0)).toBe(true);
  expect(budget.lets(line('i', { kind: 'incident' }), 0)).toBe(true);
  expect(budget.lets(line('e', { into: 'i' }), 0)).toBe(false);
  expect(budget.view(0)).toEqual({ perHour: 1, shownThisHour: 1, overflowedThisHour: 0 });
});

test('an alert that stands by itself again after its incident counts like any other', () => {
  const budget = budgetOf(1);
  budget.lets(line('e', { into: 'i' }), 0);
  expect([budget.lets(line('e'), MINUTE), budget.lets(line('f'), MINUTE)]).toEqual([true, false]);
});
