import { createHash } from 'node:crypto';
import { open, readdir, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

/** How far a file was read. The hash of what stands before it tells the file from others, whatever it is called by then. */
export interface FilePlace {
  readonly offset: number;
  /** Lines read, counted from the file's beginning. */
  readonly line: number;
  readonly hash: string;
}

export interface FileReading {
  readonly lines: readonly string[];
  readonly place: FilePlace;
  /** The lines begin a file of their own. */
  readonly isFresh: boolean;
}

const CHUNK = 256 * 1_024;
/** So much before a place makes its hash. */
const WITNESS = 512;
export const beginning: FilePlace = { offset: 0, line: 0, hash: '' };

interface Open { readonly handle: FileHandle; place: FilePlace; isQuiet: boolean }

/**
 * A file that another program writes, read as it grows. When it is rotated, the old one is read to its end first:
 * whether it was renamed and begun anew, or copied and emptied.
 */
export class TailedFile {
  private current: Open | undefined;

  constructor(private readonly file: string, private start: FilePlace | undefined) {}

  /**
   * What has been written since; undefined when nothing was. Throws when there is no such file, or it cannot be read.
   * `lost` is told when the rest of a rotated file cannot be found any more.
   */
  async next(lost: () => void): Promise<FileReading | undefined> {
    const current = await this.opened(lost);
    if (await this.isEmptied(current)) {
      const copy = await this.find(current.place);
      if (!copy) lost();
      await this.turnTo(copy ?? await open(this.file), copy ? current.place : beginning);
      return this.next(lost);
    }
    const reading = await readLines(current);
    if (reading) {
      current.isQuiet = false;
      return reading;
    }
    if (!await this.isRotatedAway(current)) return undefined;
    // Once more: what was on its way into the old file when the new one was begun.
    if (current.isQuiet) await this.turnTo(await open(this.file), beginning);
    current.isQuiet = true;
    return undefined;
  }

  /** The lines before a place in the file that holds it, so many bytes of them at most. */
  async before(place: FilePlace, bytes: number): Promise<readonly string[]> {
    const handle = await this.find(place);
    if (!handle) return [];
    try {
      const from = Math.max(0, place.offset - bytes);
      const text = (await bytesAt(handle, from, place.offset - from)).toString('utf8');
      const lines = text.split('\n').slice(0, -1);
      // Where it does not begin with the file, the first line is cut.
      return from === 0 ? lines : lines.slice(1);
    } finally {
      await handle.close();
    }
  }

  async close(): Promise<void> {
    await this.current?.handle.close();
    this.current = undefined;
  }

  private async opened(lost: () => void): Promise<Open> {
    if (this.current) return this.current;
    const { start } = this;
    const handle = start && start.offset > 0 ? await this.find(start) : undefined;
    if (start && start.offset > 0 && !handle) lost();
    const opened = { handle: handle ?? await open(this.file), place: handle && start ? start : beginning, isQuiet: false };
    this.start = undefined;
    this.current = opened;
    return opened;
  }

  private async turnTo(handle: FileHandle, place: FilePlace): Promise<void> {
    await this.current?.handle.close();
    this.current = { handle, place, isQuiet: false };
  }

  /** Written over from the beginning: it is shorter than what was read of it, or holds something else there. */
  private async isEmptied({ handle, place }: Open): Promise<boolean> {
    return place.offset > 0 && !await holds(handle, place);
  }

  /** Another file stands at the path, with something in it. */
  private async isRotatedAway({ handle }: Open): Promise<boolean> {
    const [mine, there] = await Promise.all([handle.stat(), stat(this.file).catch(() => undefined)]);
    return there !== undefined && there.ino !== mine.ino && there.size > 0;
  }

  /** The file that holds the place: the one at the path, or one beside it that it was moved or copied to. */
  private async find(place: FilePlace): Promise<FileHandle | undefined> {
    const folder = path.dirname(this.file);
    const base = path.basename(this.file);
    const beside = (await readdir(folder).catch(() => [])).filter((name) => name.startsWith(`${base}.`) || name.startsWith(`${base}-`) || name.startsWith(`${base}_`));
    for (const name of [base, ...beside.toSorted()]) {
      const handle = await open(path.join(folder, name)).catch(() => undefined);
      if (handle && await holds(handle, place)) return handle;
      await handle?.close();
    }
    return undefined;
  }
}

async function readLines(current: Open): Promise<FileReading | undefined> {
  const { handle, place } = current;
  const bytes = await bytesAt(handle, place.offset, CHUNK);
  // Emptied and written anew while it was read: what came is from another place, and the next look sees that.
  if (!await holds(handle, place)) return undefined;
  const end = bytes.lastIndexOf(10) + 1;
  // A line longer than any that Asterisk writes: it is handed on in pieces, and refused there.
  const taken = end === 0 && bytes.length === CHUNK ? bytes : bytes.subarray(0, end);
  if (taken.length === 0) return undefined;
  const lines = taken.toString('utf8').split('\n');
  if (end > 0) lines.pop();
  const offset = place.offset + taken.length;
  current.place = { offset, line: place.line + lines.length, hash: await hashAt(handle, offset) };
  return { lines, place: current.place, isFresh: place.offset === 0 };
}

async function holds(handle: FileHandle, { offset, hash }: FilePlace): Promise<boolean> {
  const { size } = await handle.stat();
  return size >= offset && await hashAt(handle, offset) === hash;
}

async function hashAt(handle: FileHandle, offset: number): Promise<string> {
  const from = Math.max(0, offset - WITNESS);
  const bytes = await bytesAt(handle, from, offset - from);
  return bytes.length === 0 ? '' : createHash('sha256').update(bytes).digest('hex').slice(0, 32);
}

async function bytesAt(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.max(0, length));
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, from);
  return buffer.subarray(0, bytesRead);
}
