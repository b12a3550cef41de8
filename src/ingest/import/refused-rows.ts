import { once } from 'node:events';
import type { WriteStream } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { withoutSecrets } from '../../domain/mask.js';

/**
 * The list of rows that could not be taken, one JSON object a line: made beside the file when the first one comes, or in
 * the system's temporary folder where the file's own folder cannot be written.
 */
export class RefusedRows {
  #stream: WriteStream | undefined;

  constructor(public file: string) {}

  /** Whether there is a list at all. */
  get any(): boolean {
    return this.#stream !== undefined;
  }

  /** Removes the list that an earlier import of the same file left. */
  async forget(): Promise<void> {
    // What cannot be removed lies in a folder that cannot be written; it is then not the list that the summary names.
    await rm(this.file, { force: true }).catch(() => undefined);
  }

  async add(line: number, reason: string): Promise<void> {
    this.#stream ??= (await this.#open()).createWriteStream();
    if (!this.#stream.write(`${JSON.stringify({ line, reason: withoutSecrets(reason) })}\n`)) await once(this.#stream, 'drain');
  }

  async close(): Promise<void> {
    if (!this.#stream) return;
    this.#stream.end();
    await finished(this.#stream);
  }

  async #open(): Promise<FileHandle> {
    try {
      return await open(this.file, 'w');
    } catch {
      this.file = join(tmpdir(), basename(this.file));
      return open(this.file, 'w');
    }
  }
}
