import { setTimeout as pause } from 'node:timers/promises';
import { SECOND, type Millis } from '../domain/time.js';
import { LogUnavailable, LostLeadership, type EntryContent, type LogEntry } from '../ports/event-log.js';
import type { AppendRow, AppendSession } from './append-session.js';
import { encode } from './entry-codec.js';
import { lost } from './leadership.js';
import type { Stamper } from './stamper.js';
import type { Tail } from './tail.js';

/** A sender learns within two seconds whether its batch is durable; a paused PostgreSQL does not change that. */
const PATIENCE: Millis = 1_800;
const RETRY_AFTER: Millis = SECOND;
const LONGEST_QUEUE = 64;
const LARGEST_QUEUE = 64 * 1024 * 1024;

interface Call {
  readonly content: EntryContent;
  readonly bytes: Buffer;
  readonly resolve: (entry: LogEntry) => void;
  readonly reject: (error: Error) => void;
}

/** One commit in flight, calls in their order, positions counted here. */
export class Appender {
  readonly #waiting: Call[] = [];
  #waitingBytes = 0;
  #working: Promise<void> | undefined;
  #ended: Error | undefined;

  constructor(
    private readonly session: AppendSession,
    private readonly tail: Tail,
    private readonly stamper: Stamper,
    private readonly epoch: number,
  ) {}

  append(content: EntryContent): Promise<LogEntry> {
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(this.#ended);
      if (this.#waiting.length >= LONGEST_QUEUE || this.#waitingBytes > LARGEST_QUEUE) {
        return reject(unavailable('too many batches wait already'));
      }
      this.#enqueue(content, resolve, reject);
      this.#working ??= this.#work();
    });
  }

  async close(): Promise<void> {
    this.#end(unavailable('this server is stopping'));
    await this.#working;
  }

  #enqueue(content: EntryContent, resolve: Call['resolve'], reject: Call['reject']): void {
    const bytes = encode(content);
    const timer = setTimeout(() => {
      this.#forget(call);
      reject(unavailable('PostgreSQL did not answer in time'));
    }, PATIENCE);
    const call: Call = {
      content,
      bytes,
      resolve: entry => (clearTimeout(timer), resolve(entry)),
      reject: error => (clearTimeout(timer), reject(error)),
    };
    this.#waiting.push(call);
    this.#waitingBytes += call.bytes.length;
  }

  /** A call that waited too long is never sent. One that was sent stays: its outcome matters to the log. */
  #forget(call: Call): void {
    const index = this.#waiting.indexOf(call);
    if (index < 0) return;
    this.#waiting.splice(index, 1);
    this.#waitingBytes -= call.bytes.length;
  }

  async #work(): Promise<void> {
    for (let call = this.#waiting[0]; call; call = this.#waiting[0]) {
      this.#forget(call);
      try {
        await this.#write(call);
      } catch (error) {
        if (error instanceof LostLeadership) this.#end(error);
        call.reject(error as Error);
      }
    }
    this.#working = undefined;
  }

  async #write(call: Call): Promise<void> {
    const row = { position: this.tail.head + 1, recordedAt: this.stamper.next(), bytes: call.bytes };
    const outcome = await this.session.write(row);
    switch (outcome.kind) {
      case 'written': return this.#publish(row, call);
      case 'refused': throw unavailable(outcome.reason);
      case 'superseded': throw lost(this.epoch);
      case 'taken':
      case 'unknown': {
        if (await this.#landed(row)) return this.#publish(row, call);
        throw unavailable('the connection to PostgreSQL broke');
      }
    }
  }

  #publish({ position, recordedAt, bytes }: AppendRow, { content, resolve }: Call): void {
    // The content as it was given, not decoded again: events come from JSON, so a replay reads the same.
    const entry: LogEntry = { position, recordedAt, content };
    this.tail.publish(entry, bytes.length);
    // Of no effect where the caller was told "unavailable" already: it sends again, and an event twice is harmless.
    resolve(entry);
  }

  /** Asks until PostgreSQL can say: until then nothing else is written, or it might come before. */
  async #landed({ position, recordedAt, bytes }: AppendRow): Promise<boolean> {
    for (;;) {
      try {
        const found = await this.session.settled(position);
        if (found === undefined) return false;
        if (found.recorded_at === recordedAt && found.content.equals(bytes)) return true;
        throw lost(this.epoch);
      } catch (error) {
        if (error instanceof LostLeadership) throw error;
        if (this.#ended) throw this.#ended;
        await pause(100);
      }
    }
  }

  #end(error: Error): void {
    this.#ended ??= error;
    this.#waitingBytes = 0;
    for (const call of this.#waiting.splice(0)) call.reject(error);
  }
}

function unavailable(reason: string): LogUnavailable {
  return new LogUnavailable(`The log cannot be written now: ${reason}. Send the same events again in a moment.`, RETRY_AFTER);
}
