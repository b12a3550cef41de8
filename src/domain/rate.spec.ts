import { describe, expect, test } from '@jest/globals';
import { fallOf, isSpike, lostMs, mostUsual, rateIn } from './rate.js';
import type { Rate } from './rate.js';
import { MINUTE } from './time.js';

const rate = (hurt: number, of: number, more: Partial<Rate> = {}): Rate => ({ hurt, of, hurtMs: 0, ofMs: 0, ...more });

describe('a spike', () => {
  test('is more than twice the usual, among ten callers at the least, and no chance', () => {
    expect(isSpike(rate(30, 100), rate(20, 400))).toBe(true);
    expect(isSpike(rate(9, 20), rate(2, 400))).toBe(false);
    // 11 of 100 against 5 of 100 happens somewhere every day.
    expect(isSpike(rate(11, 100), rate(20, 400))).toBe(false);
    // Sure, but not twice as many.
    expect(isSpike(rate(900, 2_000), rate(1_000, 4_000))).toBe(false);
  });

  test('needs something that it could be compared with', () => {
    expect(isSpike(rate(30, 30), rate(0, 29))).toBe(false);
    expect(isSpike(rate(30, 30), rate(0, 30))).toBe(true);
  });
});

test('what was lost is the time beyond what the others needed', () => {
  // Ten took five minutes each, ninety one minute.
  expect(lostMs(rate(10, 100, { hurtMs: 50 * MINUTE, ofMs: 140 * MINUTE }))).toBe(40 * MINUTE);
  expect(lostMs(rate(10, 100, { hurtMs: 5 * MINUTE, ofMs: 95 * MINUTE }))).toBe(0);
  expect(lostMs(rate(10, 10, { hurtMs: 50 * MINUTE, ofMs: 50 * MINUTE }))).toBe(50 * MINUTE);
});

test('each trouble is a share of those who could have met it', () => {
  const sums = { passed: 100, said: 20, 'hurt.flag.menu-maze': 5, 'hurt.blocked.policy': 4, 'hurt.topic.router': 3 } as const;
  expect([rateIn(sums, 'flag.menu-maze', 900).of, rateIn(sums, 'blocked.policy', 900).of, rateIn(sums, 'topic.router', 900).of]).toEqual([100, 20, 900]);
});

describe('what was done', () => {
  const before = rate(60, 200);
  const usual = rate(16, 400);

  test('is not judged by a handful of contacts', () => {
    expect(fallOf(before, rate(0, 29), usual, 'flag.menu-maze')).toEqual({ is: 'too-few', needed: 30 });
  });

  test('has not helped while chance could be behind it', () => {
    expect(fallOf(before, rate(7, 40), usual, 'flag.menu-maze')).toMatchObject({ is: 'not-lower' });
  });

  test('has helped, but not enough', () => {
    expect(fallOf(before, rate(120, 1_000), usual, 'flag.menu-maze')).toEqual({ is: 'still-high', most: 0.08 });
  });

  test('has helped', () => {
    expect(fallOf(before, rate(4, 100), usual, 'flag.menu-maze')).toMatchObject({ is: 'fallen' });
  });

  test('has made a promise true only when next to no call contradicts it', () => {
    expect(fallOf(rate(40, 100), rate(4, 100), rate(40, 100), 'closed')).toMatchObject({ is: 'still-high', most: 0.01 });
    expect(fallOf(rate(40, 100), rate(0, 100), rate(40, 100), 'closed')).toMatchObject({ is: 'fallen' });
  });

  test('is not asked for more than chance gave before', () => {
    expect(mostUsual(rate(0, 100), 'flag.menu-maze')).toBeCloseTo(0.037, 3);
  });
});
