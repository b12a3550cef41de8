import type { LogEntry } from '../ports/event-log.js';
import { Bell } from './bell.js';

/** What one entry may keep in memory at most: entries and their stored bytes. */
export interface TailLimits {
  readonly entries: number;
  readonly bytes: number;
}

/** What a reader is handed at once, about: some 6,000 events. */
export const PAGE_BYTES = 1024 * 1024;

const LIMITS: TailLimits = { entries: 512, bytes: 32 * 1024 * 1024 };

/**
 * The last entries of the log, shared by all readers. A reader that has fallen further behind than this pages through
 * the database instead; because positions have no gaps it can neither miss nor repeat an entry, and no reader has
 * a queue of its own that could grow.
 */
export class Tail {
  readonly news = new Bell();
  readonly #entries: { readonly entry: LogEntry; readonly bytes: number }[] = [];
  #bytes = 0;

  constructor(private position: number, private readonly limits: TailLimits = LIMITS) {}

  /** The last durable position. */
  get head(): number {
    return this.position;
  }

  publish(entry: LogEntry, bytes: number): void {
    if (entry.position !== this.position + 1) {
      throw new Error(`The log's entry ${entry.position} cannot follow ${this.position}: positions have no gaps.`);
    }
    this.position = entry.position;
    this.#entries.push({ entry, bytes });
    this.#bytes += bytes;
    while (this.#entries.length > this.limits.entries || (this.#bytes > this.limits.bytes && this.#entries.length > 1)) {
      this.#bytes -= this.#entries.shift()?.bytes ?? 0;
    }
    this.news.ring();
  }

  /** What was rewritten is read from the database again. */
  drop(): void {
    this.#entries.length = 0;
    this.#bytes = 0;
  }

  /** What is there from a position on, as much as a reader takes at once; nothing when it is not in memory. */
  page(position: number): readonly LogEntry[] {
    const page: LogEntry[] = [];
    const first = this.#entries[0]?.entry.position ?? Infinity;
    let bytes = 0;
    for (let at = position - first; at >= 0 && at < this.#entries.length && bytes < PAGE_BYTES; at += 1) {
      const held = this.#entries[at];
      if (!held) break;
      page.push(held.entry);
      bytes += held.bytes;
    }
    return page;
  }
}
