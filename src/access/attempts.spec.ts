import { expect, test } from '@jest/globals';
import { movedParts } from '../../test/support/access.js';
import { Attempts } from './attempts.js';

test('waits twice as long after each failure past the fourth, 15 minutes at most', () => {
  const { clock, pass } = movedParts();
  const attempts = new Attempts(clock);
  const waits = Array.from({ length: 18 }, () => {
    attempts.begin('sue', '10.0.0.1');
    const wait = attempts.waitFor('sue', '10.0.0.1');
    pass(wait);
    return wait / 1_000;
  });
  expect(waits).toEqual([0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900, 900]);
});

test('who mistyped three times and then got in begins anew', () => {
  const { clock } = movedParts();
  const attempts = new Attempts(clock);
  for (let i = 0; i < 4; i++) attempts.begin('sue', '10.0.0.1');
  expect(attempts.waitFor('sue', '10.0.0.1')).toBe(1_000);
  attempts.succeeded('sue', '10.0.0.1');
  expect(attempts.waitFor('sue', '10.0.0.1')).toBe(0);
});

test('one who guesses elsewhere does not lock out the person of that name', () => {
  const { clock } = movedParts();
  const attempts = new Attempts(clock);
  for (let i = 0; i < 20; i++) attempts.begin('sue', '6.6.6.6');
  expect(attempts.waitFor('sue', '6.6.6.6')).toBe(900_000);
  expect(attempts.waitFor('sue', '10.0.0.1')).toBe(0);
});

test('one address that tries many names waits too, a minute at most', () => {
  const { clock } = movedParts();
  const attempts = new Attempts(clock);
  for (let i = 0; i < 40; i++) attempts.begin(`user-${i}`, '6.6.6.6');
  expect(attempts.waitFor('sue', '6.6.6.6')).toBe(60_000);
});

test('forgets after an hour, and a clock that is set back locks nobody out for longer', () => {
  const { clock, pass } = movedParts();
  const attempts = new Attempts(clock);
  for (let i = 0; i < 5; i++) attempts.begin('sue', '10.0.0.1');
  pass(-30 * 60_000);
  expect(attempts.waitFor('sue', '10.0.0.1')).toBe(2_000);
  pass(3 * 3_600_000);
  expect(attempts.waitFor('sue', '10.0.0.1')).toBe(0);
});
