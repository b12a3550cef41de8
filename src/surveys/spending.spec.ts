import { expect, test } from '@jest/globals';
import { isSpent, prefixOf, spendingOne } from './spending.js';
import type { Spent } from './spending.js';

test('takes the longest allowed prefix, and nothing that is not allowed', () => {
  expect(prefixOf('+12125550101', ['+1', '+1212', '+49'])).toBe('+1212');
  expect(prefixOf('+4930123456', ['+1', '+49'])).toBe('+49');
  expect(prefixOf('+882161234567', ['+1', '+49'])).toBeUndefined();
  expect(prefixOf('+4930123456', [])).toBeUndefined();
});

test('stops at the cap of the day and at that of a prefix', () => {
  const caps = { perDay: 3, perPrefix: 2 };
  let spent: Spent = { total: 0, byPrefix: {} };
  for (const prefix of ['+1', '+1']) {
    expect(isSpent(spent, prefix, caps)).toBe(false);
    spent = spendingOne(spent, prefix);
  }
  expect(isSpent(spent, '+1', caps)).toBe(true);
  expect(isSpent(spent, '+49', caps)).toBe(false);
  expect(isSpent(spendingOne(spent, '+49'), '+49', caps)).toBe(true);
});

test('a cap of nothing sends nothing', () => {
  expect(isSpent({ total: 0, byPrefix: {} }, '+1', { perDay: 0, perPrefix: 5 })).toBe(true);
});
