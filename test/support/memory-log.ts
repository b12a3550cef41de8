import type { Clock } from '../../src/ports/clock.js';
import type { EntryContent, EventLog, LogEntry } from '../../src/ports/event-log.js';
import { Bell } from '../../src/store/bell.js';
import { decode, encode } from '../../src/store/entry-codec.js';
import { Stamper, type StamperOptions } from '../../src/store/stamper.js';

/** The log for stories: the same behaviour as PostgreSQL's, held in an array. */
export class MemoryLog implements EventLog {
  readonly entries: LogEntry[] = [];
  readonly #stamper: Stamper;
  readonly #news = new Bell();
  #refusal: Error | undefined;

  /** Time moves as the story says, so no jump is capped unless the story gives `elapsed`. */
  constructor(clock: Clock, options: Pick<StamperOptions, 'elapsed' | 'onJump'> = {}) {
    this.#stamper = new Stamper({ clock, previous: 0, elapsed: () => clock.now(), ...options });
  }

  get head(): number {
    return this.entries.length;
  }

  /** From now on every append throws this; `undefined` heals the log. */
  refuseWith(error: Error | undefined): void {
    this.#refusal = error;
  }

  async append(content: EntryContent): Promise<LogEntry> {
    if (this.#refusal) throw this.#refusal;
    // Through the codec, so that a story sees exactly what a replay would see.
    const position = this.entries.length + 1;
    const entry = { position, recordedAt: this.#stamper.next(), content: decode(encode(content), position) };
    this.entries.push(entry);
    this.#news.ring();
    return entry;
  }

  async *read(from: number, signal: AbortSignal): AsyncIterable<readonly LogEntry[]> {
    for (let position = Math.max(from, 1); !signal.aborted; ) {
      const page = this.entries.slice(position - 1);
      if (page.length > 0) {
        position += page.length;
        yield page;
      } else {
        await this.#news.next(signal);
      }
    }
  }
}
