import type { Instant } from '../domain/time.js';

/** One thing that could not become an event: kept until someone has it read again, or drops it. */
export interface RefusedItem {
  readonly id: string;
  readonly source: string;
  /** Who can read it again. */
  readonly adapter: string;
  /** What is wrong with it, by the last reading. */
  readonly reason: string;
  /** As JSON, without numbers and without what a caller typed; null where it was too large to keep. */
  readonly sent: string | null;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  /** How often the very same came. */
  readonly times: number;
}

export type NewRefused = Pick<RefusedItem, 'source' | 'adapter' | 'reason' | 'sent'>;

export interface RefusedQuery {
  readonly source?: string | undefined;
  /** Older than the item that a page before ended with. */
  readonly before?: { readonly lastAt: Instant; readonly id: string } | undefined;
  readonly limit: number;
}

export interface RefusedReason {
  readonly source: string;
  readonly reason: string;
  readonly times: number;
  readonly lastAt: Instant;
}

/** Everything that was refused, newest first, bounded by source and in all: the oldest go. */
export interface RefusedItems {
  /** The same thing again counts up and does not fill the list. */
  put(items: readonly NewRefused[], at: Instant): Promise<void>;
  list(query: RefusedQuery): Promise<readonly RefusedItem[]>;
  find(id: string): Promise<RefusedItem | undefined>;
  /** It was read again and refused again. */
  note(id: string, reason: string, at: Instant): Promise<void>;
  /** False when it is not there any more. */
  remove(id: string): Promise<boolean>;
  /** Why things of each source are kept, the most frequent first, so many reasons of a source. Numbers in them are "#". */
  reasons(most: number): Promise<readonly RefusedReason[]>;
  /** How many are kept, by source. */
  counts(): Promise<Readonly<Record<string, number>>>;
}
