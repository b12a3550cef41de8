import type { EarshotEvent } from '../domain/event.js';
import type { Instant } from '../domain/time.js';

/** One erasure: what has to be known of it until it is done, and what stays of it. */
export interface Erasure {
  readonly id: string;
  readonly by: string;
  readonly askedAt: Instant;
  /** Absent once it is done. */
  readonly customer?: string;
  /** Numbers that are theirs alone: erased with them. */
  readonly aliases: readonly string[];
  /** Under the names that they had; empty once it is done. */
  readonly contacts: readonly string[];
  readonly doneAt?: Instant;
  /** How many contacts it was, and entries of the log that were rewritten. */
  readonly counts: { readonly contacts: number; readonly entries: number };
}

/** Under fresh names. */
export interface ErasureNames {
  /** By whichever key. */
  readonly customers: readonly string[];
  readonly contacts: readonly string[];
}

export interface Left {
  readonly table: string;
  readonly count: number;
}

export interface ErasureStore {
  /** Durable: from then on nothing brings them back. */
  begin(erasure: Erasure, names: ErasureNames): Promise<void>;
  /** Contacts and numbers that belong to it were found. */
  found(id: string, found: Pick<Erasure, 'contacts' | 'aliases'>, names: ErasureNames, at: Instant): Promise<void>;
  unfinished(): Promise<readonly Erasure[]>;
  find(id: string): Promise<Erasure | undefined>;
  /** What they were called is forgotten. */
  finish(id: string, counts: Erasure['counts'], at: Instant): Promise<void>;
  /** By fresh names. */
  erased(): Promise<{ readonly contacts: readonly string[]; readonly customers: readonly (readonly [string, Instant])[] }>;

  /** Those in rows that began up to an instant: who calls again is new. */
  contactsOf(customer: string, until: Instant): Promise<readonly string[]>;
  /** Of those, contacts of others whose events name the customer. */
  mentions(customer: string, until: Instant): Promise<readonly string[]>;
  /** Rewrites events of the log that hold one of these texts, from a position on up to another. Answers how many entries, and whose contacts they are. */
  rewrite(texts: readonly string[], from: number, to: number, change: (event: EarshotEvent) => EarshotEvent): Promise<{ readonly entries: number; readonly subjects: readonly string[] }>;
  /** By which entries of the log these contacts were heard of, first and last. */
  span(contacts: readonly string[]): Promise<{ readonly from: number; readonly to: number } | undefined>;
  /** The entries that told of the erasure say nothing any more. */
  blank(customer: string): Promise<void>;
  /** Agents' days in rows. */
  rewriteDays(contacts: readonly string[], change: (event: EarshotEvent) => EarshotEvent, fresh: (contact: string) => string): Promise<void>;
  /** What else is kept of them beside the log and what is folded from it: surveys, calls, sealed numbers, refused things. */
  clearBeside(customer: string, contacts: readonly string[], fresh: (contact: string) => string): Promise<void>;
  /** Tables in which any of these contacts still stands by its old name, and in how many rows; empty where none does. The log is not looked at. */
  trace(contacts: readonly string[]): Promise<readonly Left[]>;
}

/** What is kept on one customer. */
export interface KeptOnCustomer {
  readonly contacts: readonly unknown[];
  readonly journey: unknown;
  /** As the log has them. */
  readonly events: readonly { readonly position: number; readonly recordedAt: Instant; readonly event: EarshotEvent }[];
  readonly surveys: readonly unknown[];
  readonly comments: readonly string[];
  readonly stoppedAt: Instant | null;
  readonly calls: readonly unknown[];
  readonly refused: readonly unknown[];
}

export interface Exports {
  /** `held`: contacts of theirs that no row holds yet. */
  read(keys: { readonly person: string; readonly aliases: readonly string[] }, held: readonly string[], head: number): Promise<KeptOnCustomer>;
}

/** A customer's key, or a number, which has one. */
export type Person = string;

/** What may be done with what is kept on a customer. */
export interface CallersData {
  /** Resolves when it is durable; undefined where the number is nobody's. */
  erase(person: Person, by: string): Promise<Erasure | undefined>;
  erasure(id: string): Promise<Erasure | undefined>;
  /** Noted, then told; undefined where nothing is kept. */
  export(person: Person, by: string): Promise<CustomerExport | undefined>;
}

export interface CustomerExport extends KeptOnCustomer {
  readonly customer: string;
  readonly exportedAt: Instant;
  /** The sealed number, where one is kept. */
  readonly number: string | null;
}
