import { describe, expect, test } from '@jest/globals';
import { lineOf } from './sparkline.js';

describe('a sparkline', () => {
  test('stands on zero and ends in a point', () => {
    expect(lineOf([0, 5, 10], undefined)).toEqual({ path: 'M0 28L50 15L100 2', target: null, end: { x: 100, y: 2 } });
  });

  test('leaves a gap where there is nothing to say', () => {
    expect(lineOf([1, null, 1], undefined).path).toBe('M0 2M100 2');
  });

  test('shows its target on the same ground', () => {
    expect(lineOf([0.6, 0.8], 0.8)).toEqual({ path: 'M0 28L100 2', target: 2, end: { x: 100, y: 2 } });
  });

  test('draws nothing of nothing', () => {
    expect(lineOf([], undefined)).toEqual({ path: '', target: null, end: null });
  });
});
