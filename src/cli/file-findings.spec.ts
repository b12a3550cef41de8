import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { fileFindings } from './file-findings.js';

const folder = await mkdtemp(path.join(tmpdir(), 'earshot-doctor-'));
const key = path.join(folder, 'numbers.key');
afterAll(() => rm(folder, { recursive: true }));

const ills = async (): Promise<readonly string[]> => (await fileFindings(folder, true)).filter(({ well }) => !well).map(({ says }) => says);

test('a folder and a key that only their owner reads and writes are well', async () => {
  await writeFile(key, `${Buffer.alloc(32, 7).toString('base64')}\n`, { mode: 0o600 });
  const all = await fileFindings(folder, true);
  expect(all.map(({ well }) => well)).toEqual([true, true, true]);
  expect(all[0]?.says).toMatch(/ GB are free for the data folder and the database in it\.$/);
});

test('names what others may read and write, and the command that mends it', async () => {
  await chmod(key, 0o640);
  await chmod(folder, 0o777);
  expect(await ills()).toEqual([expect.stringMatching(/chmod 700/), expect.stringMatching(/chmod 600 .*numbers\.key$/)]);
  await chmod(folder, 0o700);
});

test('knows a damaged key, and says what a missing one means', async () => {
  await writeFile(key, '');
  await chmod(key, 0o600);
  expect(await ills()).toEqual([expect.stringMatching(/is damaged: it has 0 bytes instead of 32\. Put it back from a backup\.$/)]);
  await rm(key);
  expect((await fileFindings(folder, false)).map(({ says }) => says)).toEqual([expect.stringMatching(/has a disk of its own/), expect.any(String), expect.stringMatching(/After a restore it has to be put back first\.$/)]);
  expect(await fileFindings(path.join(folder, 'none'), true)).toEqual([{ well: true, says: expect.stringMatching(/the first start makes it/) }]);
});
