import { expect, test } from '@jest/globals';
import { HOUR, MINUTE, SECOND } from '../domain/time.js';
import { Stamper, type ClockJump } from './stamper.js';

function stamper(previous = 0) {
  let now = 1_000_000_000;
  let elapsed = 0;
  const jumps: ClockJump[] = [];
  const subject = new Stamper({ clock: { now: () => now }, previous, elapsed: () => elapsed, onJump: jump => jumps.push(jump) });
  return {
    jumps,
    next: () => subject.next(),
    pass: (time: number) => ((now += time), (elapsed += time)),
    turn: (time: number) => (now += time),
  };
}

test('stamps with the wall clock', () => {
  const s = stamper();
  expect(s.next()).toBe(1_000_000_000);
  s.pass(5 * HOUR);
  expect(s.next()).toBe(1_000_000_000 + 5 * HOUR);
  expect(s.jumps).toEqual([]);
});

test('never stamps earlier than the entry before, in this run or the last', () => {
  const s = stamper(1_000_000_000 + MINUTE);
  expect(s.next()).toBe(1_000_000_000 + MINUTE);
  s.pass(2 * MINUTE);
  s.turn(-HOUR);
  expect(s.next()).toBe(1_000_000_000 + MINUTE);
});

test('follows a correction of a few minutes', () => {
  const s = stamper();
  s.next();
  s.turn(9 * MINUTE);
  expect(s.next()).toBe(1_000_000_000 + 9 * MINUTE);
});

test('caps a jump of an hour, says so once, and follows the clock again when it is right', () => {
  const s = stamper();
  s.next();
  s.turn(HOUR);
  expect(s.next()).toBe(1_000_000_000 + 10 * MINUTE);
  s.pass(SECOND);
  expect(s.next()).toBe(1_000_000_000 + 10 * MINUTE + SECOND);
  expect(s.jumps).toEqual([{ clock: 1_000_000_000 + HOUR, stamped: 1_000_000_000 + 10 * MINUTE }]);
  s.turn(-HOUR);
  s.pass(20 * MINUTE);
  expect(s.next()).toBe(1_000_000_000 + 20 * MINUTE + SECOND);
});
