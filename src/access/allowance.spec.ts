import { expect, test } from '@jest/globals';
import { HOUR, MINUTE, SECOND } from '../domain/time.js';
import { Allowance } from './allowance.js';

function opened(perMinute: number): { allowance: Allowance; pass: (time: number) => void } {
  let now = 1_700_000_000_000;
  return { allowance: new Allowance(perMinute, { now: () => now }), pass: (time) => void (now += time) };
}
const takenAtOnce = (allowance: Allowance, who = 'a'): number => {
  for (let taken = 0; ; taken += 1) if (allowance.take(who) > 0) return taken;
};

test('lets a minute\'s worth through at once, and tells after how long there is more', () => {
  const { allowance, pass } = opened(60);
  expect(takenAtOnce(allowance)).toBe(60);
  expect(allowance.take('a')).toBe(SECOND);
  pass(400);
  expect(allowance.take('a')).toBe(600);
  pass(600);
  expect([allowance.take('a'), allowance.take('a')]).toEqual([0, SECOND]);
});

test('gives back evenly, and never more than a minute\'s worth', () => {
  const { allowance, pass } = opened(60);
  takenAtOnce(allowance);
  pass(10 * SECOND);
  expect(takenAtOnce(allowance)).toBe(10);
  pass(HOUR);
  expect(takenAtOnce(allowance)).toBe(60);
});

test('counts each for itself', () => {
  const { allowance } = opened(2);
  takenAtOnce(allowance, 'a');
  expect(takenAtOnce(allowance, 'b')).toBe(2);
});

test('knows no limit where it is 0', () => {
  const { allowance } = opened(0);
  for (let each = 0; each < 10_000; each += 1) expect(allowance.take('a')).toBe(0);
});

test('locks nobody out when the clock is set back', () => {
  const { allowance, pass } = opened(60);
  takenAtOnce(allowance);
  pass(-HOUR);
  expect(allowance.take('a')).toBe(0);
  pass(-10 * SECOND);
  expect(allowance.take('a')).toBeLessThanOrEqual(MINUTE);
});

test('forgets whom it heard of longest ago, before they fill the memory', () => {
  const { allowance } = opened(1);
  allowance.take('first');
  for (let each = 0; each < 20_000; each += 1) allowance.take(String(each));
  expect([allowance.take('first'), allowance.take('19999') > 0]).toEqual([0, true]);
});
