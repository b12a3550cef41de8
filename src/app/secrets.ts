import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeOnce } from '../store/durable-file.js';

const BYTES = 32;

/**
 * The key under which callers' numbers are hashed. It lives outside the database, in the data folder, readable by its
 * owner only: who has the database alone cannot tell who called. Losing it makes every known caller a new one.
 */
export async function numberKey(dataDir: string): Promise<Buffer> {
  const file = path.join(dataDir, 'numbers.key');
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const known = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (known !== undefined) return keyIn(known, file);
  const key = randomBytes(BYTES);
  await writeOnce(file, `${key.toString('base64')}\n`);
  return key;
}

/** An empty key would still hash: everyone who guesses that it is empty could then tell who called. */
function keyIn(text: string, file: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length === BYTES) return key;
  throw new Error(
    `The key of callers' numbers in ${file} is damaged: it has ${key.length} bytes instead of ${BYTES}. `
    + 'Put the file back from a backup. Without one, remove it: a new key is made, and everyone who called before counts as somebody new.',
  );
}
