import { createHash } from 'node:crypto';
import { open, readdir, readFile, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';

/**
 * What of the un-synced writes reached the disk all the same. A drive writes its cache back in any order, page by page: `none` is
 * the worst for what was forgotten to be synced, `some` the worst for what expects an order or whole pages.
 */
export type Survives = 'none' | 'some';

/** The disk's page: half of PostgreSQL's, so that some of its pages are torn. */
const PAGE = 4_096;

/** Puts back what writes overwrote that were not synced, and empties the journals. Resolves to the bytes that went. */
export async function undoUnsynced(root: string, journals: string, survives: Survives, round: number): Promise<number> {
  const files = await filesByInode(root);
  let bytes = 0;
  for (const journal of newestFirst(await readdir(journals))) {
    const [inode = ''] = journal.split('.');
    const file = files.get(inode);
    const isGone = (page: number): boolean => survives === 'none' || createHash('sha256').update(`${round} ${inode} ${page}`).digest()[0]! % 2 === 0;
    if (file !== undefined) bytes += await undo(file, recordsOf(await readFile(path.join(journals, journal))), isGone, survives);
    await rm(path.join(journals, journal));
  }
  return bytes;
}

async function filesByInode(root: string): Promise<ReadonlyMap<string, string>> {
  const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((each) => each.isFile()).map((each) => path.join(each.parentPath, each.name));
  return new Map(await Promise.all(files.map(async (file) => [String((await stat(file)).ino), file] as const)));
}

interface Overwritten {
  readonly offset: number;
  /** What stood there. */
  readonly before: Buffer;
  /** Of the file before the write. */
  readonly size: number;
}

/** What a sync had set aside, and was in the midst of, is older than what was written meanwhile. */
function newestFirst(names: readonly string[]): string[] {
  return names.toSorted((a, b) => a.split('.').length - b.split('.').length);
}

/** The last one may be torn: then its write never began. */
function recordsOf(journal: Buffer): Overwritten[] {
  const records: Overwritten[] = [];
  for (let at = 0; at + 24 <= journal.length;) {
    const [offset, length, size] = [0, 8, 16].map((field) => Number(journal.readBigUInt64LE(at + field))) as [number, number, number];
    if (at + 24 + length > journal.length) break;
    records.push({ offset, size, before: journal.subarray(at + 24, at + 24 + length) });
    at += 24 + length;
  }
  return records;
}

/** The newest first. A page is put back through all its writes or through none. */
async function undo(file: string, records: readonly Overwritten[], isGone: (page: number) => boolean, survives: Survives): Promise<number> {
  const handle = await open(file, 'r+');
  let bytes = 0;
  try {
    for (const { offset, before, size } of records.toReversed()) {
      for (let at = 0; at < before.length;) {
        const length = Math.min(PAGE - ((offset + at) % PAGE), before.length - at);
        if (isGone(Math.floor((offset + at) / PAGE))) {
          await handle.write(before, at, length, offset + at);
          bytes += length;
        }
        at += length;
      }
      if (survives === 'none') bytes += await shorten(handle, size);
    }
  } finally {
    await handle.close();
  }
  return bytes;
}

/** A file that had grown ends where it ended; one that was cut has its bytes again, which the record held. */
async function shorten(handle: FileHandle, size: number): Promise<number> {
  const grown = (await handle.stat()).size - size;
  if (grown > 0) await handle.truncate(size);
  return Math.max(0, grown);
}
