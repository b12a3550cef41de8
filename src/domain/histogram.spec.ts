import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bucketOf, middleOf, percentile, sizeOf } from './histogram.js';

const countsOf = (all: readonly number[]): Map<number, number> => {
  const counts = new Map<number, number>();
  for (const value of all) counts.set(bucketOf(value), (counts.get(bucketOf(value)) ?? 0) + 1);
  return counts;
};
/** By the nearest rank, from all the numbers themselves. */
const exactly = (all: readonly number[], share: number): number => all.toSorted((a, b) => a - b)[Math.max(1, Math.ceil(share * all.length)) - 1] ?? Number.NaN;

const anything = fc.array(fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 3_600_000 }), fc.integer({ min: 0, max: 2 ** 31 - 1 })), { minLength: 1, maxLength: 200 });
const shares = fc.constantFrom(0.01, 0.5, 0.75, 0.9, 0.95, 0.99, 1);

test('buckets are single numbers up to 63, and then a 32nd of a doubling', () => {
  expect([-5, 0, 1, 63, 64, 65, 66, 127, 128, 131, 132].map(bucketOf)).toEqual([0, 0, 1, 63, 64, 64, 65, 95, 96, 96, 97]);
  expect(bucketOf(9e12)).toBe(bucketOf(2 ** 31 - 1));
});

test('the middle of a bucket lies in it, and no bucket lies between two neighbours', () => {
  for (let bucket = 0; bucket <= bucketOf(2 ** 31 - 1); bucket += 1) {
    expect(bucketOf(middleOf(bucket))).toBe(bucket);
    if (bucket > 0) expect(middleOf(bucket)).toBeGreaterThan(middleOf(bucket - 1));
  }
});

test('nothing has no percentile', () => {
  expect(percentile(new Map(), 0.5)).toBeUndefined();
});

test('a percentile is off by a 64th of the true one at the most', () => {
  fc.assert(fc.property(anything, shares, (all, share) => {
    const truth = exactly(all, share);
    expect(Math.abs((percentile(countsOf(all), share) ?? Number.NaN) - truth)).toBeLessThanOrEqual(truth / 64);
  }), { numRuns: 500 });
});

test('a percentile of few keys is exact', () => {
  fc.assert(fc.property(fc.array(fc.nat(63), { minLength: 1 }), shares, (all, share) => {
    expect(percentile(countsOf(all), share)).toBe(exactly(all, share));
  }));
});

test('what is added and taken out again leaves the same counts', () => {
  fc.assert(fc.property(anything, anything, shares, (stays, goes, share) => {
    const counts = countsOf([...stays, ...goes]);
    for (const value of goes) counts.set(bucketOf(value), (counts.get(bucketOf(value)) ?? 0) - 1);
    expect(sizeOf(counts)).toBe(stays.length);
    expect(percentile(counts, share)).toBe(percentile(countsOf(stays), share));
  }));
});
