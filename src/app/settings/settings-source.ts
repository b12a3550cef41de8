import { createHash } from 'node:crypto';
import { access, constants, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { ok, refused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';

/** Why a text could not take another's place. */
export type NotReplaced = { readonly is: 'stale' } | { readonly is: 'not-writable'; readonly why: string };

/** Which text it is. */
export function revisionOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Why the file cannot be changed; undefined: it can. Where it was made read-only that is meant, also for root. */
export async function whyNotWritable(file: string): Promise<string | undefined> {
  try {
    const target = await realpath(file);
    if (((await stat(target)).mode & 0o222) === 0) return `the settings file ${file} is read-only`;
    await access(target, constants.W_OK);
    await access(path.dirname(target), constants.W_OK);
    return undefined;
  } catch (error) {
    return whyNot(file, error as NodeJS.ErrnoException);
  }
}

/**
 * Puts a text in the place of the one that was read: whole or not at all, durable when it resolves. Looked at once more just
 * before, so that what an editor saved meanwhile is not lost; a link is followed, and stays one.
 */
export async function replaceFile(file: string, text: string, was: string): Promise<Result<undefined, NotReplaced>> {
  const why = await whyNotWritable(file);
  if (why !== undefined) return refused({ is: 'not-writable', why });
  try {
    const target = await realpath(file);
    const folder = path.dirname(target);
    const beside = path.join(folder, `.${path.basename(target)}.earshot-new`);
    try {
      await writeLike(target, beside, text);
      if (await readFile(target, 'utf8') !== was) return refused({ is: 'stale' });
      await rename(beside, target);
    } finally {
      await rm(beside, { force: true });
    }
    await syncFolder(folder);
    return ok(undefined);
  } catch (error) {
    return refused({ is: 'not-writable', why: whyNot(file, error as NodeJS.ErrnoException) });
  }
}

/** With the same owner and rights. What a crash left is written over. */
async function writeLike(target: string, beside: string, text: string): Promise<void> {
  const { mode, uid, gid } = await stat(target);
  await rm(beside, { force: true });
  const file = await open(beside, 'wx', mode & 0o777);
  try {
    await file.chown(uid, gid).catch(() => undefined);
    await file.chmod(mode & 0o777);
    await file.writeFile(text, 'utf8');
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

function whyNot(file: string, { code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'EROFS':
      return `the settings file ${file} lies on a disk that is mounted read-only, as in a container`;
    case 'EACCES':
    case 'EPERM':
      return `the server's user may not write the settings file ${file} and its folder`;
    case 'EBUSY':
    case 'EXDEV':
      return `the settings file ${file} is mounted by itself, and cannot be replaced in one step; mount its folder instead`;
    case 'ENOENT':
      return `the settings file ${file} is gone`;
    default:
      return `the settings file ${file} could not be written (${message})`;
  }
}
