import { expect, test } from '@jest/globals';
import { isSampled } from './sampled.js';

const sampled = (from: number, count: number, ratio: number): number => Array.from({ length: count }, (_, index) => index + from).filter((number) => isSampled(number, ratio)).length;

test('takes all at 1 and none at 0', () => {
  expect([sampled(0, 10_000, 1), sampled(0, 10_000, 0)]).toEqual([10_000, 0]);
});

test('takes its share of what comes in a row, wherever the row begins', () => {
  for (const from of [1, 12_345, 5_000_000_000]) {
    for (const ratio of [0.01, 0.1, 0.5]) expect(Math.abs(sampled(from, 10_000, ratio) - ratio * 10_000)).toBeLessThan(30);
  }
});

test('answers the same of the same number, and more with a greater share', () => {
  const numbers = Array.from({ length: 1_000 }, (_, index) => index);
  expect(numbers.filter((number) => isSampled(number, 0.1) && !isSampled(number, 0.2))).toEqual([]);
});
