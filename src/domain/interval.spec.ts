import { expect, test } from '@jest/globals';
import { wilson } from './interval.js';

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
