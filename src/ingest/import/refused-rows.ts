import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';

/** The list of rows that could not be taken, one JSON object a line; made when the first one comes. */
export class RefusedRows {
  #stream: WriteStream | undefined;
  count = 0;

  private constructor(readonly file: string) {}

  /** Removes the list that an earlier import of the same file left. */
  static async at(file: string): Promise<RefusedRows> {
    await rm(file, { force: true });
    return new RefusedRows(file);
  }

  async add(line: number, reason: string): Promise<void> {
    this.count += 1;
    this.#stream ??= createWriteStream(this.file);
    if (!this.#stream.write(`${JSON.stringify({ line, reason })}\n`)) await once(this.#stream, 'drain');
  }

  async close(): Promise<void> {
    if (!this.#stream) return;
    this.#stream.end();
    await finished(this.#stream);
  }
}
