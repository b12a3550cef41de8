import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { difference, pairedDifference, wilson } from './interval.js';

test.each([
  // Newcombe 1998, table I.
  [81, 263, 0.2553, 0.3662], [15, 148, 0.0624, 0.1605], [0, 20, 0, 0.1611], [1, 29, 0.0061, 0.1718],
])('%d of %d lies between %d and %d', (count, of, low, high) => {
  const interval = wilson(count, of);
  expect(interval?.low).toBeCloseTo(low, 4);
  expect(interval?.high).toBeCloseTo(high, 4);
});

test('is the same from both ends, and nothing of nothing', () => {
  const some = wilson(3, 10);
  const others = wilson(7, 10);
  expect(some?.low).toBeCloseTo(1 - (others?.high ?? 0), 12);
  expect(wilson(0, 0)).toBeUndefined();
});

test('the difference of two samples is Newcombe\'s', () => {
  // Newcombe 1998, table II, method 10.
  const apart = difference({ count: 56, of: 70 }, { count: 48, of: 80 });
  expect([apart?.value, apart?.low, apart?.high]).toEqual([expect.closeTo(0.2, 10), expect.closeTo(0.0524, 4), expect.closeTo(0.3339, 4)]);
  expect(difference({ count: 1, of: 2 }, { count: 0, of: 0 })).toBeUndefined();
});

test('the difference of two shares of the same things is narrower the more they have in common', () => {
  const alike = pairedDifference(60, 10, 0, 30);
  const unlike = pairedDifference(40, 30, 20, 10);
  expect(alike.high - alike.low).toBeLessThan(unlike.high - unlike.low);
  expect([alike.low > 0, unlike.low < 0]).toEqual([true, true]);
});

test('the paired difference holds its value, stays on the scale, and turns with its sides', () => {
  fc.assert(fc.property(fc.nat(80), fc.nat(80), fc.nat(80), fc.nat(80), (both, first, second, neither) => {
    if (both + first + second + neither === 0) return;
    const value = (first - second) / (both + first + second + neither);
    const { low, high } = pairedDifference(both, first, second, neither);
    expect([low <= value + 1e-9, high >= value - 1e-9, low >= -1 - 1e-9, high <= 1 + 1e-9]).toEqual([true, true, true, true]);
    const turned = pairedDifference(both, second, first, neither);
    expect([turned.low, turned.high]).toEqual([expect.closeTo(-high, 9), expect.closeTo(-low, 9)]);
  }));
});
