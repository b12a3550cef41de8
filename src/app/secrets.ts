import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * The key under which callers' numbers are hashed. It lives outside the database, in the data folder, readable by its
 * owner only: who has the database alone cannot tell who called. Losing it makes every known caller a new one.
 */
export async function numberKey(dataDir: string): Promise<Buffer> {
  const file = path.join(dataDir, 'numbers.key');
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  try {
    return Buffer.from((await readFile(file, 'utf8')).trim(), 'base64');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const key = randomBytes(32);
  await writeFile(file, `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  return key;
}
