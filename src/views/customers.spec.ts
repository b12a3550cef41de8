import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { unnamedFloor } from '../domain/floor.js';
import { scoreOf } from '../domain/glance/ground.js';
import type { Ground } from '../domain/glance/ground.js';
import { DAY, HOUR } from '../domain/time.js';
import { toldOf } from './customers.js';

const now = Date.parse('2026-06-10T12:00:00Z');
const told = (grounds: readonly Ground[]): ReturnType<typeof toldOf> => toldOf(grounds, unnamedFloor, new Map(), now);
const said = (resolved: 'partly' | 'no', points: number, at = now - HOUR): Ground => ({ kind: 'not-resolved', resolved, by: 'agent', points, at, contact: 'c' });
const anyGrounds = fc.array(fc.tuple(fc.constantFrom(3, 10, 12, 20, 25, 40), fc.integer({ min: 0, max: 7 * DAY })).map(([points, ago]) => said('no', points, now - ago)), { minLength: 1, maxLength: 8 });

test('says in words what the agent said', () => {
  expect(told([said('no', 25), said('partly', 12)]).grounds.map(({ says }) => says)).toEqual(['not resolved, as the agent said today', 'only partly resolved, as the agent said today']);
});

test('shows points that add up, each within one of what it weighs, and never more of them than who ranks above', () => {
  fc.assert(fc.property(anyGrounds, anyGrounds, (some, others) => {
    const { score, grounds } = told(some);
    expect(grounds.reduce((sum, { points }) => sum + points, 0)).toBe(score);
    for (const { points, at } of grounds) expect(some.some((each) => each.at === at && Math.abs(points - scoreOf([each], now)) < 1)).toBe(true);
    const [above, below] = scoreOf(some, now) >= scoreOf(others, now) ? [score, told(others).score] : [told(others).score, score];
    expect(above).toBeGreaterThanOrEqual(below);
  }));
});
