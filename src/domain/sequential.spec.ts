import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { wilson } from './interval.js';
import { alwaysValid } from './sequential.js';

test('is what the formula says, by hand', () => {
  // Of one in one: 1 / (2p) < 20 from p = 1/40 on.
  expect(alwaysValid(1, 1, 0.05)).toEqual({ low: expect.closeTo(0.025, 9), high: 1 });
  // None of two: 1 / (3 (1 - p)^2) < 20 up to p = 1 - 1 / sqrt(60).
  expect(alwaysValid(0, 2, 0.05)).toEqual({ low: 0, high: expect.closeTo(1 - 1 / Math.sqrt(60), 9) });
  expect(alwaysValid(0, 0, 0.05)).toBeUndefined();
});

test('holds the observed share, is wider than one that is looked at once, and narrows', () => {
  fc.assert(fc.property(fc.integer({ min: 10, max: 5_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (of, part) => {
    const count = Math.round(of * part);
    const [always, once] = [alwaysValid(count, of, 0.05)!, wilson(count, of)!];
    expect(always.low).toBeLessThanOrEqual(count / of);
    expect(always.high).toBeGreaterThanOrEqual(count / of);
    expect(always.high - always.low).toBeGreaterThan(once.high - once.low);
    const four = alwaysValid(4 * count, 4 * of, 0.05)!;
    expect(four.high - four.low).toBeLessThan(always.high - always.low);
  }));
});

/** Numbers that are the same in every run. */
function drawn(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test.each([0.05, 0.3, 0.5])('looked at after each of 1,000 contacts it misses the true share %d in fewer than 5 of 100 runs; an ordinary one in most', (truth) => {
  const draw = drawn(7);
  const missed = { always: 0, once: 0 };
  for (let run = 0; run < 100; run += 1) {
    const seen = { always: true, once: true };
    for (let of = 1, count = 0; of <= 1_000; of += 1) {
      count += draw() < truth ? 1 : 0;
      if (of < 10) continue;
      const [always, once] = [alwaysValid(count, of, 0.05)!, wilson(count, of)!];
      seen.always &&= always.low <= truth && truth <= always.high;
      seen.once &&= once.low <= truth && truth <= once.high;
    }
    missed.always += seen.always ? 0 : 1;
    missed.once += seen.once ? 0 : 1;
  }
  expect(missed.always / 100).toBeLessThanOrEqual(0.05);
  expect(missed.once / 100).toBeGreaterThan(0.25);
});
