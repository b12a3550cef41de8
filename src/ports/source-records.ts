import type { Instant } from '../domain/time.js';

/** What is remembered of a source over restarts. */
export interface SourceRecord {
  readonly source: string;
  readonly firstAt: Instant;
  /** When it was last heard live, and when that had happened; null where only its past was imported. */
  readonly lastAt: Instant | null;
  readonly occurredAt: Instant | null;
  /** What it tells of, to know what is old when it falls silent. */
  readonly feeds: SourceFeeds;
  /** Events by the hour's beginning. */
  readonly hours: readonly (readonly [hour: Instant, events: number])[];
  /** When nothing was heard of it, as it was declared. */
  readonly gaps: readonly SourceGap[];
}

export interface SourceFeeds {
  /** Queues, each with when it was last told of. */
  readonly queues: readonly (readonly [queue: string, at: Instant])[];
  /** When it last told of a call; null where of none. */
  readonly voiceAt: Instant | null;
}

export interface SourceGap {
  readonly from: Instant;
  readonly to: Instant;
}

export interface SourceRecords {
  /** All that were heard of within the time for which hours are kept. */
  load(at: Instant): Promise<readonly SourceRecord[]>;
  /** Whole numbers, not differences: what is saved twice is saved once. Drops what is too old. `hours` and `gaps`: those that changed. */
  save(changed: readonly SourceRecord[], at: Instant): Promise<void>;
  forget(source: string): Promise<void>;
}
