import { readFile, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { BOTH_WRITTEN, readKeyRing } from '../access/key-ring.js';
import type { Finding } from './upkeep.js';

const KEY = 'numbers.key';
/** Bits of who is neither the owner nor, for writing, in the group. */
const OTHERS_READ = 0o044;
const OTHERS_WRITE = 0o022;
/** Below it a day of a busy center may find no room. */
const LITTLE = 1e9;

/** What the data folder tells: its room, and who may read and write in it. With the embedded database its room is the database's too. */
export async function fileFindings(dataDir: string, isEmbedded: boolean): Promise<Finding[]> {
  const folder = await stat(dataDir).catch(() => undefined);
  if (folder === undefined) return [{ well: true, says: `There is no data folder ${dataDir} yet: the first start makes it.` }];
  return [
    await roomIn(dataDir, isEmbedded),
    (folder.mode & OTHERS_WRITE) === 0
      ? { well: true, says: `Only its owner writes in ${dataDir}.` }
      : { well: false, says: `Others may write in ${dataDir}: they could put another key there. Run: chmod 700 ${dataDir}` },
    await keyIn(path.join(dataDir, KEY)),
    ...await sealingIn(path.join(dataDir, 'sealing.key')),
  ];
}

async function roomIn(dataDir: string, isEmbedded: boolean): Promise<Finding> {
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  const what = isEmbedded ? 'the data folder and the database in it' : 'the data folder; the database has a disk of its own, which its own monitoring has to watch';
  return free > LITTLE
    ? { well: true, says: `${(free / 1e9).toFixed(1)} GB are free for ${what}.` }
    : { well: false, says: `Only ${(free / 1e9).toFixed(2)} GB are free for ${dataDir}. Make room: a full disk stops the log.` };
}

async function keyIn(file: string): Promise<Finding> {
  const [found, text] = await Promise.all([stat(file).catch(() => undefined), readFile(file, 'utf8').catch(() => undefined)]);
  if (found === undefined) return { well: true, says: `There is no key of callers' numbers yet (${file}): the first start makes it. After a restore it has to be put back first.` };
  if ((found.mode & OTHERS_READ) !== 0) return { well: false, says: `Others may read the key of callers' numbers: with it and the database they could tell who called. Run: chmod 600 ${file}` };
  if (text === undefined) return { well: false, says: `This user cannot read the key of callers' numbers ${file}. Run Earshot as the file's owner.` };
  try {
    const { retired: [last] } = readKeyRing(text);
    const since = last?.retiredAt === undefined ? '' : ` It was changed on ${new Date(last.retiredAt).toISOString().slice(0, 10)}: until ${new Date(last.retiredAt + BOTH_WRITTEN).toISOString().slice(0, 10)} both hashes of each number are written.`;
    return { well: true, says: `The key of callers' numbers is whole, and only its owner reads it. Keep it with each backup.${since}` };
  } catch (error) {
    return { well: false, says: `The key of callers' numbers ${file} is damaged: ${(error as Error).message}. Put it back from a backup.` };
  }
}

/** Only where it was changed once; until then the key of numbers seals too. */
async function sealingIn(file: string): Promise<Finding[]> {
  const [found, text] = await Promise.all([stat(file).catch(() => undefined), readFile(file, 'utf8').catch(() => undefined)]);
  if (found === undefined) return [];
  if ((found.mode & OTHERS_READ) !== 0) return [{ well: false, says: `Others may read the key that seals numbers. Run: chmod 600 ${file}` }];
  try {
    const { current } = readKeyRing(text ?? '');
    return [{ well: true, says: `The key ${current.id} seals numbers, and only its owner reads it. Keep it with each backup.` }];
  } catch (error) {
    return [{ well: false, says: `The key that seals numbers ${file} is damaged: ${(error as Error).message}. Put it back from a backup, or remove it: what it sealed in the last three days cannot be opened then.` }];
  }
}
