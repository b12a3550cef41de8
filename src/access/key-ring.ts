import { createHash } from 'node:crypto';
import { DAY } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';

export const KEY_BYTES = 32;
/** The longest that anything looks back on a caller: whom surveys asked within a year, with what is on its way. So long a number's former hash is written beside the new one. */
export const BOTH_WRITTEN: Millis = 400 * DAY;

export interface HeldKey {
  /** Eight hex digits that say nothing of the key. */
  readonly id: string;
  readonly key: Buffer;
  /** Absent of the one in use. */
  readonly retiredAt?: Instant;
}

/** One key in use, and those that were before it, the newest first. */
export interface KeyRing {
  readonly current: HeldKey;
  readonly retired: readonly HeldKey[];
}

export function keyIdOf(key: Uint8Array): string {
  return createHash('sha256').update('earshot key id').update(key).digest('hex').slice(0, 8);
}

/** The first key of all: what may never change, the names of who was erased, is derived from it. */
export function firstOf({ current, retired }: KeyRing): Buffer {
  return (retired.at(-1) ?? current).key;
}

/** A line a key, the one in use first: `BASE64`, and of one that was before it `BASE64 retired 2026-03-01T09:30:00.000Z`. Throws a sentence that says which line is damaged. */
export function readKeyRing(text: string): KeyRing {
  const [current, ...retired] = text.split('\n').filter((line) => line.trim() !== '').map(readLine);
  if (current === undefined) throw new Error(`it has 0 bytes instead of ${KEY_BYTES}`);
  const inUse = retired.findIndex(({ retiredAt }) => retiredAt === undefined);
  if (current.retiredAt !== undefined || inUse >= 0) throw new Error(`line ${current.retiredAt === undefined ? inUse + 2 : 1} ${current.retiredAt === undefined ? 'does not say when its key was retired' : 'holds a key that was retired, where the one in use belongs'}`);
  return { current, retired };
}

export function writtenKeyRing({ current, retired }: KeyRing): string {
  return [current.key.toString('base64'), ...retired.map(({ key, retiredAt = 0 }) => `${key.toString('base64')} retired ${new Date(retiredAt).toISOString()}`)].map((line) => `${line}\n`).join('');
}

/** The new key in use; the one before it stays, to be known and opened by. */
export function rotated({ current, retired }: KeyRing, key: Buffer, now: Instant): KeyRing {
  return { current: { id: keyIdOf(key), key }, retired: [{ ...current, retiredAt: now }, ...retired] };
}

function readLine(line: string, place: number): HeldKey {
  const [text = '', ...rest] = line.trim().split(' ');
  const key = Buffer.from(text, 'base64');
  if (key.length !== KEY_BYTES) throw new Error(`${place === 0 ? 'it' : `line ${place + 1}`} has ${key.length} bytes instead of ${KEY_BYTES}`);
  const retiredAt = rest.length === 0 ? undefined : Date.parse(rest[1] ?? '');
  if (rest.length > 0 && (rest[0] !== 'retired' || !Number.isFinite(retiredAt))) throw new Error(`line ${place + 1} does not say when its key was retired`);
  return { id: keyIdOf(key), key, ...(retiredAt === undefined ? {} : { retiredAt }) };
}
