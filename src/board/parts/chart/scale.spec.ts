import { expect, test } from '@jest/globals';
import { everyFew, gridTo, pathThrough, roundAbove, roundTimeAbove, scale } from './scale.js';

test.each([[0, 1], [1, 1], [7, 10], [11, 20], [21, 25], [240, 250], [0.031, 0.05]])('the next round number above %d is %d', (highest, round) => {
  expect(roundAbove(highest)).toBeCloseTo(round);
});

test('times are rounded to minutes and hours, whole days past one', () => {
  expect([3_000, 61_000, 3_600_001, 100 * 3_600_000].map(roundTimeAbove)).toEqual([4_000, 120_000, 7_200_000, 5 * 86_400_000]);
});

test('the lines of a grid of counts are whole', () => {
  expect(gridTo(10, true)).toEqual([0, 5, 10]);
  expect(gridTo(1, true)).toEqual([0, 1]);
  expect(gridTo(1, false)).toEqual([0, 0.25, 0.5, 0.75, 1]);
});

test('a line stops where nothing is known, and goes on behind it', () => {
  expect(pathThrough([{ x: 0, y: 1 }, { x: 1, y: 2.04 }, { x: 2, y: null }, { x: 3, y: 4 }])).toBe('M0 1L1 2M3 4');
});

test('a number has its place, also where all are one', () => {
  expect([scale(10, 20, 100)(15), scale(5, 5, 100)(5)]).toEqual([50, 0]);
});

test('as many are left as there is room for', () => {
  expect(everyFew([1, 2, 3, 4, 5], 2)).toEqual([1, 4]);
  expect(everyFew([1, 2], 5)).toEqual([1, 2]);
});
