import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SECOND, type Millis } from '../../domain/time.js';
import { birthOf, isAlive } from './processes.js';

export interface FolderLock {
  release(): Promise<void>;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly birth: string;
}

/** The lock file's time is moved this often: the only sign of life that is seen from another container or machine. */
const BEAT: Millis = SECOND;
/** How long a holder on another host must be silent before its lock is taken. */
const SILENCE: Millis = 5 * SECOND;

/**
 * One Earshot a data folder. Not PostgreSQL's own lock: that one cannot tell containers apart that share a volume,
 * and it could not say who holds it.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const file = path.join(folder, 'earshot.lock');
  const mine: Holder = { pid: process.pid, host: hostname(), birth: await birthOf(process.pid) };
  while (!(await claim(file, mine))) {
    const found = await read(file);
    if (found === undefined) continue;
    if (await holds(found, file)) {
      throw new Error(
        `Another Earshot (process ${found.pid} on ${found.host}) already uses the data folder ${folder}. `
        + 'Stop that one first, or set EARSHOT_DATA_DIR to another folder.',
      );
    }
    await removeStale(file, found);
  }
  return keep(file, mine);
}

/** link() creates the file with its content in one step: nobody reads half a lock. */
async function claim(file: string, mine: Holder): Promise<boolean> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    await rm(draft, { force: true });
  }
}

async function holds(found: Holder, file: string): Promise<boolean> {
  if (found.host === hostname()) return isAlive(found.pid) && (await birthOf(found.pid)) === found.birth;
  const before = await beatOf(file);
  await pause(SILENCE);
  return (await beatOf(file)) !== before;
}

async function beatOf(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.mtimeMs ?? 0;
}

/** Two starters may judge the same lock stale: the one whose rename comes too late puts back what it took. */
async function removeStale(file: string, stale: Holder): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  const taken = await read(aside);
  if (taken && (taken.pid !== stale.pid || taken.birth !== stale.birth)) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

async function read(file: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    // Cut short by a full disk or a power loss: it says nothing, so nobody holds it.
    return { pid: 0, host: hostname(), birth: 'unreadable' };
  }
}

function keep(file: string, mine: Holder): FolderLock {
  let beat = 0;
  // Counted, not the time of day: two hosts' clocks need not agree. A missed beat is made up by the next.
  const timer = setInterval(() => void utimes(file, ++beat, beat).catch(() => undefined), BEAT);
  timer.unref();
  return {
    async release() {
      clearInterval(timer);
      const found = await read(file);
      if (found?.pid === mine.pid && found.birth === mine.birth) await rm(file, { force: true });
    },
  };
}
