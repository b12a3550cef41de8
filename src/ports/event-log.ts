import type { EarshotEvent } from '../domain/event.js';
import type { Instant } from '../domain/time.js';

/** What one entry of the log holds. A change of settings is an entry like any other: effective from there. */
export type EntryContent =
  | { readonly kind: 'events'; readonly history: boolean; readonly events: readonly EarshotEvent[] }
  /** `text`: as it was written, so that it can be changed and gone back to; never folded. */
  | { readonly kind: 'settings'; readonly settings: unknown; readonly by: string; readonly text?: string }
  /**
   * A customer was erased: these contacts go on under fresh names, and others' contacts lose the mention. Once nothing else knows
   * them any more, the entry is rewritten as a tick. `aliases`: numbers that were theirs alone; `shared`: that were others' too.
   */
  | { readonly kind: 'erased'; readonly at: Instant; readonly customer: string; readonly contacts: readonly string[]; readonly mentions: readonly string[]; readonly aliases?: readonly string[]; readonly shared?: readonly string[] }
  /** Nothing arrived, but an instant came at which a question has to be asked again. */
  | { readonly kind: 'tick' };

export interface LogEntry {
  /** Counted from 1 without gaps. */
  readonly position: number;
  /** max(previous stamp, wall clock): the pipeline's only `now`. */
  readonly recordedAt: Instant;
  readonly content: EntryContent;
}

/** The log cannot be written now: the batch is not acknowledged, send it again later (it may yet turn out to be durable). */
export class LogUnavailable extends Error {
  constructor(reason: string, readonly retryAfterMs: number) {
    super(reason);
  }
}

/** Another server has taken over this database: this one must stop writing. */
export class LostLeadership extends Error {}

export interface EventLog {
  /** The last durable position; 0 when the log is empty. */
  readonly head: number;
  /** Resolves when the entry is durable, in call order. Throws LogUnavailable or LostLeadership. */
  append(content: EntryContent): Promise<LogEntry>;
  /**
   * All entries from `from` on, then each new one as it becomes durable, until `signal` fires. In pages: what is there when
   * the reader comes for it, at least one entry, at most about a mebibyte.
   */
  read(from: number, signal: AbortSignal): AsyncIterable<readonly LogEntry[]>;
}
