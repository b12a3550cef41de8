import { expect, test } from '@jest/globals';
import { SLICES, sliceOf } from './slice.js';

test('an id stays in its slice over versions: what was saved is looked for there', () => {
  // FNV-1a's published hashes: 0x811c9dc5, 0xe40c292c, 0xbf9cf968.
  expect(['', 'a', 'foobar'].map(sliceOf)).toEqual([0xc5 % 64, 0x2c % 64, 0x68 % 64]);
});

test('spreads ids evenly', () => {
  const counts = Array.from({ length: SLICES }, () => 0);
  for (let call = 0; call < 6_400; call += 1) {
    const slice = sliceOf(`1700000000.${call}`);
    counts[slice] = (counts[slice] ?? 0) + 1;
  }
  expect(Math.min(...counts)).toBeGreaterThan(60);
  expect(Math.max(...counts)).toBeLessThan(150);
});
