import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { BOTH_WRITTEN, firstOf, KEY_BYTES, keyIdOf, readKeyRing, rotated, writtenKeyRing } from '../access/key-ring.js';
import type { HeldKey, KeyRing } from '../access/key-ring.js';
import { SealingKeys } from '../access/sealing.js';
import { DAY } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { writeOnce, writeOver } from '../store/durable-file.js';

/** What is sealed is gone after three days; a day more for a clock that is wrong. */
const SEALED_AT_MOST = 4 * DAY;

export type KeyKind = 'numbers' | 'sealing';

/** The keys of one data folder. */
export interface Secrets {
  /** Under which callers' numbers are hashed. */
  readonly numbers: KeyRing;
  /** From which all else is derived, and which never changes: names of the erased among it. */
  readonly first: Buffer;
  readonly sealing: SealingKeys;
}

/**
 * They live outside the database, in the data folder, readable by its owner only: who has the database alone cannot tell who called.
 * Losing `numbers.key` makes every known caller a new one. `sealing.key` comes with its first rotation; until then what is derived
 * from the first key of numbers seals.
 */
export async function secretsIn(dataDir: string, now: Instant): Promise<Secrets> {
  const numbers = await numbersRing(dataDir);
  const first = firstOf(numbers);
  const sealing = await ringIn(dataDir, 'sealing');
  const held = sealing?.retired.filter(({ retiredAt = 0 }) => retiredAt > now - SEALED_AT_MOST) ?? [];
  const current: HeldKey = sealing?.current ?? { id: keyIdOf(first), key: first };
  return { numbers, first, sealing: new SealingKeys([current, ...held, ...(sealing === undefined ? [] : [{ id: keyIdOf(first), key: first }])], first) };
}

/**
 * A new key for what is to come; those of before stay. Throws where numbers' key was rotated so lately that two former hashes would
 * have to be written: only the newest is.
 */
export async function rotateKey(dataDir: string, kind: KeyKind, now: Instant): Promise<KeyRing> {
  const numbers = await numbersRing(dataDir);
  const last = numbers.retired[0]?.retiredAt ?? -Infinity;
  if (kind === 'numbers' && last > now - BOTH_WRITTEN) {
    throw new Error(`The key of callers' numbers was changed on ${new Date(last).toISOString().slice(0, 10)}, and callers of before it are still known by the one of then. Change it again from ${new Date(last + BOTH_WRITTEN).toISOString().slice(0, 10)} on.`);
  }
  const ring = kind === 'numbers' ? numbers : await ringIn(dataDir, 'sealing');
  const key = randomBytes(KEY_BYTES);
  const next = ring === undefined ? { current: { id: keyIdOf(key), key }, retired: [] } : rotated(ring, key, now);
  await writeOver(fileOf(dataDir, kind), writtenKeyRing(next));
  return next;
}

/** Which keys there are: their ids and ages, never they themselves. */
export async function keysIn(dataDir: string): Promise<Readonly<Record<KeyKind, KeyRing | undefined>>> {
  return { numbers: await ringIn(dataDir, 'numbers'), sealing: await ringIn(dataDir, 'sealing') };
}

async function numbersRing(dataDir: string): Promise<KeyRing> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const known = await ringIn(dataDir, 'numbers');
  if (known !== undefined) return known;
  const key = randomBytes(KEY_BYTES);
  const ring = { current: { id: keyIdOf(key), key }, retired: [] };
  await writeOnce(fileOf(dataDir, 'numbers'), writtenKeyRing(ring));
  return ring;
}

/** An empty key would still hash: everyone who guesses that it is empty could then tell who called. */
async function ringIn(dataDir: string, kind: KeyKind): Promise<KeyRing | undefined> {
  const file = fileOf(dataDir, kind);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return readKeyRing(text);
  } catch (error) {
    throw new Error(kind === 'numbers'
      ? `The key of callers' numbers in ${file} is damaged: ${(error as Error).message}. Put the file back from a backup. Without one, remove it: a new key is made, and everyone who called before counts as somebody new.`
      : `The key that seals numbers in ${file} is damaged: ${(error as Error).message}. Put the file back from a backup. Without one, remove it: what it sealed in the last three days cannot be opened, nobody is called back or asked by it.`);
  }
}

function fileOf(dataDir: string, kind: KeyKind): string {
  return path.join(dataDir, `${kind}.key`);
}
