import type { Entry } from '../domain/finding.js';
import type { ReadingKey, Sums } from '../domain/metric.js';
import type { Instant, Millis } from '../domain/time.js';

export type LetterCause = 'opened' | 'reopened' | 'assigned' | 'overdue' | 'closed' | 'week';
/**
 * `sending` is written before it goes out: what is found so after a restart is `unknown`, and never sent again. `failed`: given up.
 * `stale`: it could not go out while it was news.
 */
export type LetterState = 'due' | 'sending' | 'sent' | 'failed' | 'unknown' | 'stale';

/** What goes out to an owner, once. */
export interface Letter {
  /** Follows from its cause: the same cause makes the same letter. */
  readonly id: string;
  /** Absent: about a week. */
  readonly finding?: string;
  readonly cause: LetterCause;
  readonly via: 'mail' | 'webhook';
  readonly owner: string;
  readonly madeAt: Instant;
  readonly state: LetterState;
  readonly tries: number;
  readonly dueAt: Instant;
  readonly sentAt?: Instant;
  /** Why it was not sent, or not yet. */
  readonly why?: string;
}

/** Findings as they are kept. Every method throws when the database does not answer. */
export interface FindingStore {
  /** All journals, each in its order. */
  journals(): Promise<ReadonlyMap<string, readonly Entry[]>>;
  /** Entries with the letters that they cause, together or not at all. Throws when another wrote the same number. */
  write(finding: string, entries: readonly Entry[], letters: readonly Letter[]): Promise<void>;
  /** A letter that is there already stays as it is. */
  post(letters: readonly Letter[]): Promise<void>;
  letters(finding: string): Promise<readonly Letter[]>;
  /** Due and not sent, oldest first. */
  due(now: Instant, limit: number): Promise<readonly Letter[]>;
  /** Marks it as being sent; false when it is no longer due. */
  claim(letter: Letter, now: Instant): Promise<boolean>;
  settle(letter: Letter): Promise<void>;
  /** At the start: of what was being sent when the last server ended, nobody knows whether it went out. Says how many. */
  giveUpSending(): Promise<number>;
  /** Entries that are there already, as they stand now. */
  rewrite(finding: string, entries: readonly Entry[]): Promise<void>;
  /** Findings with their journals and letters, whole. */
  remove(findings: readonly string[]): Promise<void>;
  /** Those that were made before; answers how many. */
  removeLetters(before: Instant): Promise<number>;
}

/** Rates by place: what was stored of them. */
export interface PlaceReadings {
  /** The sums of each place over those hours. */
  sums(hours: readonly Instant[]): Promise<ReadonlyMap<ReadingKey, Sums>>;
  /** Some places hour by hour. */
  series(keys: readonly ReadingKey[], hours: readonly Instant[]): Promise<readonly { readonly hour: Instant; readonly key: ReadingKey; readonly sums: Sums }[]>;
}

/** What became of one attempt. */
export type Handed =
  | { readonly is: 'taken' }
  /** It surely did not arrive, and never will. */
  | { readonly is: 'refused'; readonly reason: string }
  /** It surely did not arrive; try again later. */
  | { readonly is: 'busy'; readonly reason: string; readonly retryAfterMs?: Millis }
  /** Nobody knows whether it arrived. */
  | { readonly is: 'unclear'; readonly reason: string };

export interface Mail {
  /** The same for the same letter. */
  readonly id: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

/** One POST; signed where there is a secret (Standard Webhooks). */
export interface Hook {
  readonly id: string;
  readonly url: string;
  readonly body: string;
  readonly secret?: string;
  readonly authorization?: string;
}

/** They try nothing twice by themselves. */
export interface Couriers {
  /** Absent: no mail server is set up. */
  readonly mail?: (mail: Mail) => Promise<Handed>;
  readonly hook: (hook: Hook) => Promise<Handed>;
}
