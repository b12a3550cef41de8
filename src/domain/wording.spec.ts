import { expect, test } from '@jest/globals';
import { DAY, HOUR, MINUTE, SECOND } from './time.js';
import { listed, ordinal, spoken, times } from './wording.js';

test('counts as people do', () => {
  expect([1, 2, 3].map(times)).toEqual(['once', 'twice', '3 times']);
});

test('numbers in order', () => {
  expect([1, 3, 10, 11, 12, 13, 21, 22, 23, 100, 111].map(ordinal)).toEqual(
    ['first', 'third', 'tenth', '11th', '12th', '13th', '21st', '22nd', '23rd', '100th', '111th'],
  );
});

test('says a duration in its largest whole unit', () => {
  expect([0, 59 * SECOND, MINUTE, 119 * MINUTE, 47 * HOUR, 2 * DAY, 6.5 * DAY].map(spoken)).toEqual(
    ['0 s', '59 s', '1 min', '1 h', '47 h', '2 days', '6 days'],
  );
});

test('lists names', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listed)).toEqual(['', 'a', 'a and b', 'a, b and c']);
});
