import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { numberKey } from './secrets.js';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'earshot-secrets-'))));
afterEach(() => rm(folder, { recursive: true }));

test('makes a key once, for its owner only, and leaves nothing beside it', async () => {
  const key = await numberKey(folder);
  expect(key).toHaveLength(32);
  expect(await numberKey(folder)).toEqual(key);
  expect(await readdir(folder)).toEqual(['numbers.key']);
  if (process.platform !== 'win32') expect((await stat(path.join(folder, 'numbers.key'))).mode & 0o777).toBe(0o600);
});

test.each(['', 'c2hvcnQ='])('refuses to hash numbers under a key that is damaged: "%s"', async (damaged) => {
  await writeFile(path.join(folder, 'numbers.key'), damaged);
  await expect(numberKey(folder)).rejects.toThrow(/^The key of callers' numbers in .+numbers\.key is damaged: it has \d bytes instead of 32\. Put the file back/);
  expect(await readFile(path.join(folder, 'numbers.key'), 'utf8')).toBe(damaged);
});
