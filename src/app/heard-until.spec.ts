import { expect, test } from '@jest/globals';
import type { Places } from '../ports/places.js';
import { HeardUntil } from './heard-until.js';

test('keeps the last moment heard, less what may still be on its way, and finds it after a restart', async () => {
  const kept = new Map<string, unknown>();
  const until = await HeardUntil.of(memory(kept), 'Asterisk pbx:5038');
  expect(until.since).toBeUndefined();
  until.heard(90_000);
  until.heard(80_000);
  await until.stop();
  expect([...kept]).toEqual([['Asterisk pbx:5038', 89_000]]);
  const again = await HeardUntil.of(memory(kept), 'Asterisk pbx:5038');
  await again.stop();
  expect([again.since, kept.get('Asterisk pbx:5038')]).toEqual([89_000, 89_000]);
});

test('what waits for the log was not heard, until it is durable', async () => {
  const kept = new Map<string, unknown>();
  const until = await HeardUntil.of(memory(kept), 'pbx');
  until.heard(90_000);
  until.postponed();
  await until.stop();
  expect(kept.size).toBe(0);
  until.delivered();
  await until.stop();
  expect(kept.get('pbx')).toBe(89_000);
});

test('a place that cannot be read, or is none, is no place', async () => {
  for (const read of [() => Promise.reject(new Error('no database')), () => Promise.resolve('yesterday')]) {
    const until = await HeardUntil.of({ read, write: () => Promise.resolve() }, 'pbx');
    await until.stop();
    expect(until.since).toBeUndefined();
  }
});

function memory(kept: Map<string, unknown>): Places {
  return { read: (name) => Promise.resolve(kept.get(name)), write: (name, place) => Promise.resolve(void kept.set(name, place)) };
}
