import { expect, test } from '@jest/globals';
import { leftOut, line, madeOf, minutes, trendText } from './words.js';

test.each([[0, '0'], [3_000, 'under 0.1'], [210_000, '3.5'], [74_400_000, '1,240']])('writes %i ms as %s minutes', (ms, says) => {
  expect(minutes(ms)).toBe(says);
});

test('says how this compares with the weeks before, and nothing where none is known', () => {
  expect([0.231, -0.5, 0.001, null].map((trend) => trendText({ trend }))).toEqual(['23 % more', '50 % less', 'as usual', null]);
});

test('draws the oldest week first, and this one last', () => {
  expect(line({ weeks: [4, 3, null, null], ms: 5 })).toEqual([null, null, 3, 4, 5]);
});

test('says what it is made of, the most first', () => {
  expect(madeOf({ ms: 100, menuMs: 30, waitMs: 60, holdMs: 0, betweenMs: 0, repeatMs: 10, weeks: [], trend: null })).toBe('waiting 60 %, menus 30 %, came back 10 %');
});

test('says what the total leaves out', () => {
  expect(leftOut({ closedMs: 600_000, unknownContacts: 3 })).toEqual(['10 minutes of calls while closed are counted apart', 'of 3 contacts nobody knows how long they were']);
  expect(leftOut({ closedMs: 0, unknownContacts: 0 })).toEqual([]);
});
