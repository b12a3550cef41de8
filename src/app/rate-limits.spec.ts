import { expect, test } from '@jest/globals';
import { MINUTE, SECOND } from '../domain/time.js';
import { RateLimits } from './rate-limits.js';

const session = (letter: string): { readonly cookie: string } => ({ cookie: `earshot_session=erc_${letter.repeat(12)}_${'a'.repeat(43)}` });

/** Twenty handshakes a minute, thirty requests, and a clock that stands until it is moved. */
function limited() {
  const counted: string[] = [];
  let now = 0;
  const limits = new RateLimits({ settings: { limits: { handshakes: 20, perAddress: 30 } }, clock: { now: () => now }, counters: { limited: (by) => void counted.push(by) } });
  const opened = (headers: { readonly cookie?: string }, address: string): number => Array.from({ length: 100 }, () => limits.ofHandshake(headers, address)).filter((wait) => wait === 0).length;
  return { limits, counted, opened, pass: (ms: number) => void (now += ms) };
}

test('an address opens so many sockets at once, and then as many as come back in time', () => {
  const { limits, counted, opened, pass } = limited();
  expect([opened({}, '198.51.100.7'), opened({}, '198.51.100.8')]).toEqual([20, 20]);
  expect(limits.ofHandshake({}, '198.51.100.7')).toBe(3 * SECOND);
  expect(new Set(counted)).toEqual(new Set(['handshake']));
  pass(30 * SECOND);
  expect(opened({}, '198.51.100.7')).toBe(10);
  pass(MINUTE);
  expect(opened({}, '198.51.100.7')).toBe(20);
});

test('sockets and requests are counted apart', () => {
  const { limits, opened } = limited();
  expect(opened({}, '198.51.100.7')).toBe(20);
  expect(limits.ofRequest({}, '198.51.100.7')).toBe(0);
});

test('a session that was good from there counts for itself, and one that only claims to be does not', () => {
  const { limits, opened } = limited();
  limits.wasGood(session('1'), '198.51.100.7');
  expect(opened({}, '198.51.100.7')).toBe(20);
  expect([opened(session('2'), '198.51.100.7'), opened(session('1'), '198.51.100.7'), opened(session('1'), '198.51.100.8')]).toEqual([0, 20, 20]);
});
