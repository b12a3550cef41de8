import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DAY } from '../domain/time.js';
import { rotateKey, secretsIn } from './secrets.js';

const NOW = Date.UTC(2026, 2, 1);
let folder: string;
beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'earshot-secrets-'))));
afterEach(() => rm(folder, { recursive: true }));

test('makes a key once, for its owner only, and leaves nothing beside it', async () => {
  const { first, numbers } = await secretsIn(folder, NOW);
  expect(first).toHaveLength(32);
  expect(numbers.current.key).toEqual(first);
  expect((await secretsIn(folder, NOW)).first).toEqual(first);
  expect(await readdir(folder)).toEqual(['numbers.key']);
  if (process.platform !== 'win32') expect((await stat(path.join(folder, 'numbers.key'))).mode & 0o777).toBe(0o600);
});

test.each([
  ['', 'it has 0 bytes instead of 32'], ['c2hvcnQ=', 'it has 5 bytes instead of 32'],
  [`${'A'.repeat(43)}=\n${'B'.repeat(43)}=\n`, 'line 2 does not say when its key was retired'],
  [`${'A'.repeat(43)}= retired 2026-01-01T00:00:00.000Z\n`, 'line 1 holds a key that was retired, where the one in use belongs'],
  [`${'A'.repeat(43)}=\n${'B'.repeat(43)}= retired yesterday\n`, 'line 2 does not say when its key was retired'],
])('refuses to hash numbers under a key that is damaged: %j', async (damaged, why) => {
  await writeFile(path.join(folder, 'numbers.key'), damaged);
  await expect(secretsIn(folder, NOW)).rejects.toThrow(`is damaged: ${why}. Put the file back`);
  expect(await readFile(path.join(folder, 'numbers.key'), 'utf8')).toBe(damaged);
});

test('a new key of numbers leaves the first one where it was, and cannot follow another within the longest window', async () => {
  const before = await secretsIn(folder, NOW);
  const ring = await rotateKey(folder, 'numbers', NOW);
  const after = await secretsIn(folder, NOW);
  expect(after.numbers).toEqual(ring);
  expect(after.numbers.current.key).not.toEqual(before.numbers.current.key);
  expect(after.numbers.retired).toEqual([{ ...before.numbers.current, retiredAt: NOW }]);
  expect(after.first).toEqual(before.first);
  await expect(rotateKey(folder, 'numbers', NOW + 399 * DAY)).rejects.toThrow('was changed on 2026-03-01, and callers of before it are still known by the one of then. Change it again from 2027-04-05 on.');
  const next = await rotateKey(folder, 'numbers', NOW + 400 * DAY);
  expect(next.retired.map(({ id }) => id)).toEqual([ring.current.id, before.numbers.current.id]);
});

test('what was sealed opens over changes of the sealing key for as long as it is kept, and under no other key', async () => {
  const sealedBy = async (): Promise<Buffer> => (await secretsIn(folder, NOW)).sealing.for('a test').seal('+4930123456', 'ann');
  const openedAt = async (sealed: Buffer, now: number): Promise<string | undefined> => (await secretsIn(folder, now)).sealing.for('a test').open(sealed, 'ann');
  const first = await sealedBy();
  await rotateKey(folder, 'sealing', NOW);
  const second = await sealedBy();
  await rotateKey(folder, 'sealing', NOW + DAY);
  const third = await sealedBy();
  expect(new Set([first, second, third].map((sealed) => sealed.subarray(0, 8).toString('hex'))).size).toBe(3);
  for (const sealed of [first, second, third]) expect(await openedAt(sealed, NOW + 2 * DAY)).toBe('+4930123456');
  expect([await openedAt(second, NOW + 6 * DAY), await openedAt(third, NOW + 6 * DAY)]).toEqual([undefined, '+4930123456']);
  expect((await secretsIn(folder, NOW)).sealing.for('another purpose').open(third, 'ann')).toBeUndefined();
  expect((await secretsIn(folder, NOW)).sealing.for('a test').open(third, 'bob')).toBeUndefined();
});
