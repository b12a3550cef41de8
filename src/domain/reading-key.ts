import type { ReadingKey } from './metric.js';

/** Senders make up names: past so many they are forgotten and begun anew. */
const MOST = 50_000;
const known = new Map<string, Map<string, Map<string, ReadingKey>>>();
let count = 0;

/**
 * `voice/queue/support`, the same string each time: a call's keys are looked up some two hundred times, and a string that was
 * just put together has to be hashed and compared letter by letter each time (4 of 40 µs an event).
 */
export function keyOf(channel: string, kind: 'contacts' | 'total'): ReadingKey;
export function keyOf(channel: string, kind: 'entry' | 'reason' | 'queue' | 'agent' | 'place' | 'team' | 'person' | 'node', name: string): ReadingKey;
export function keyOf(channel: string, kind: string, name = ''): ReadingKey {
  const names = known.get(channel)?.get(kind);
  return names?.get(name) ?? learn(channel, kind, name);
}

function learn(channel: string, kind: string, name: string): ReadingKey {
  if (count >= MOST) {
    known.clear();
    count = 0;
  }
  count += 1;
  const key = name === '' ? `${channel}/${kind}` : `${channel}/${kind}/${name}`;
  let kinds = known.get(channel);
  if (!kinds) known.set(channel, kinds = new Map<string, Map<string, ReadingKey>>());
  let names = kinds.get(kind);
  if (!names) kinds.set(kind, names = new Map<string, ReadingKey>());
  names.set(name, key);
  return key;
}
