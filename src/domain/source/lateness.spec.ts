import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Millis } from '../time.js';
import { latenessAt, latenessBucket, skewOf, usualLateness } from './lateness.js';

function counted(...all: readonly Millis[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const each of all) counts.set(latenessBucket(each), (counts.get(latenessBucket(each)) ?? 0) + 1);
  return counts;
}
const near = (value: Millis | undefined, wanted: Millis): boolean => Math.abs((value ?? Number.NaN) - wanted) <= Math.max(10, 0.07 * Math.abs(wanted));

test('tells the middle and the latest of what came late', () => {
  const counts = counted(...Array.from({ length: 99 }, () => 200), 60_000);
  expect([near(latenessAt(counts, 0.5), 200), near(latenessAt(counts, 0.99), 60_000), latenessAt(new Map(), 0.5)]).toEqual([true, true, undefined]);
});

test('what any share lies under is read within seven per cent, ahead and behind', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: -86_400_000, max: 86_400_000 }), { minLength: 1, maxLength: 60 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (all, share) => {
    const wanted = all.toSorted((a, b) => a - b)[Math.min(all.length - 1, Math.floor(share * all.length))] ?? 0;
    return near(latenessAt(counted(...all), share), wanted);
  }));
});

test('a clock that is a minute and a half ahead shows, whatever else is held back on its way', () => {
  const held = Array.from({ length: 40 }, (_, index) => -90_000 + 50 * index);
  expect(near(skewOf([counted(...held, 300_000, 600_000, -86_000_000)]), -90_000)).toBe(true);
});

test('of a few events nothing is said', () => {
  expect([skewOf([counted(1, 2, 3)]), skewOf([counted(1, 2, 3), counted(1, 2), counted(4, 5, 6, 7, 8)])]).toEqual([undefined, 0]);
});

const minute = (late: Millis) => counted(...Array.from({ length: 20 }, () => late));

test('what was held back and comes at once is late, and no wrong clock; late all the time is', () => {
  expect([skewOf([minute(1_200_000)]), skewOf([minute(40), minute(1_200_000)])?.toString().length, near(skewOf([minute(95_000), minute(90_000), minute(99_000)]), 90_000)]).toEqual([undefined, 2, true]);
  expect([usualLateness([minute(1_200_000)]), near(usualLateness([minute(40), minute(50), minute(1_200_000)]), 50), near(usualLateness([minute(70_000), minute(80_000), minute(60_000)]), 70_000)]).toEqual([undefined, true, true]);
});
