import type { Flag } from '../domain/flag.js';
import type { Instant } from '../domain/time.js';
import type { ContactRow, StoredJourney } from './state-store.js';

/** What a list of contacts is narrowed by. All given conditions hold together. */
export interface ContactFilter {
  readonly from?: Instant;
  readonly to?: Instant;
  readonly queue?: string;
  /** Only contacts that touched one of these queues, or no queue at all when `orNone`. A reader's scope. */
  readonly within?: { readonly queues: readonly string[]; readonly orNone: boolean };
  readonly agent?: string;
  readonly entry?: string;
  readonly customer?: string;
  readonly channel?: string;
  /** Contacts that carry this flag, not retracted. */
  readonly flag?: string;
}

export interface FlagFilter {
  readonly from?: Instant;
  readonly to?: Instant;
  readonly rule?: string;
  /** Of one of these rules. */
  readonly rules?: readonly string[];
  readonly queue?: string;
  readonly within?: { readonly queues: readonly string[]; readonly orNone: boolean };
  readonly retracted?: boolean;
}

export interface Slip {
  /** Newest first; start after this one. */
  readonly after?: { readonly at: Instant; readonly id: string };
  /** 1 to 500. */
  readonly limit: number;
}

/** What rows can tell: everything that is settled. What is still open is in the pipeline's memory. */
export interface History {
  /** By start, newest first. */
  contacts(filter: ContactFilter, slip: Slip): Promise<readonly ContactRow[]>;
  contact(id: string): Promise<ContactRow | undefined>;
  journey(customer: string): Promise<StoredJourney | undefined>;
  /** By `since`, newest first; id in the slip is the flag's key (`flagKey`). */
  flags(filter: FlagFilter, slip: Slip): Promise<readonly Flag[]>;
  /** Customers whose contacts carry a standing flag of one of these rules since then, or who came last: at most so many, whoever came last first. */
  customersOfLate(rules: readonly string[], since: Instant, limit: number): Promise<readonly string[]>;
}
