import type { Instant } from '../domain/time.js';
import type { ContactRow } from './state-store.js';

/** Some rows, each unpacked when it is reached: a page of them at once would outlive the youngest garbage. Read once. */
export interface StoredPage extends Iterable<ContactRow> {
  readonly length: number;
}

/** What one reader reads: never some of a customer's contacts and not the others. */
export interface StoredPart {
  /** What began from `from` up to, not including, `to`. */
  readonly from: Instant;
  readonly to: Instant;
  /** Customers from one up to, not including, another, as the store orders them; null: nobody who is known. */
  readonly customers: { readonly from?: string; readonly to?: string } | null;
  /** Of whom no customer is known: what began from there on, up to there; null: none of them. */
  readonly anonymous: { readonly from: Instant; readonly to: Instant } | null;
}

/** Stored contacts to be read through once, beside the pipeline: what has ended and was saved. */
export interface StoredContacts {
  /** How many began from `from` up to, not including, `to`. */
  count(from: Instant, to: Instant): Promise<number>;
  /** In two for two readers, about as large as each other; where one customer has most of them, not. */
  halves(from: Instant, to: Instant): Promise<readonly [StoredPart, StoredPart]>;
  /** All of a part in pages, those of one customer one after another by their start; of whom no customer is known at the end. */
  byCustomer(part: StoredPart): AsyncIterable<StoredPage>;
  /** Which of these rules have a standing flag on these contacts, by contact. Those that journeys raise do not stand in contacts' rows. */
  flagsOn(contacts: readonly string[], rules: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
}

export function wholeOf(from: Instant, to: Instant): StoredPart {
  return { from, to, customers: {}, anonymous: { from, to } };
}
