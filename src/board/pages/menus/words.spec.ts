import { expect, test } from '@jest/globals';
import { whole, windowOf } from './words.js';

test('says a share in whole points, and a small one as small', () => {
  expect([null, 0, 0.004, 0.126, 1].map(whole)).toEqual(['–', '0 %', '< 1 %', '13 %', '100 %']);
});

test('asks for whole quarter-hours', () => {
  const began = Date.parse('2026-03-01T00:00:00Z');
  expect(windowOf(1, began + 1, began)).toEqual({ from: began, to: began + 900_000 });
  expect(windowOf(7, began + 900_000, began)).toEqual({ from: began + 1_800_000 - 7 * 86_400_000, to: began + 1_800_000 });
});
