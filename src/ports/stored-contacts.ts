import type { Instant } from '../domain/time.js';
import type { ContactRow } from './state-store.js';

/** Stored contacts to be read through once, beside the pipeline: what has ended and was saved. */
export interface StoredContacts {
  /** How many began from `from` up to, not including, `to`. */
  count(from: Instant, to: Instant): Promise<number>;
  /** All of them in pages, those of one customer one after another by their start; of whom no customer is known at the end. */
  byCustomer(from: Instant, to: Instant): AsyncIterable<readonly ContactRow[]>;
  /** Which of these rules have a standing flag on these contacts, by contact. Those that journeys raise do not stand in contacts' rows. */
  flagsOn(contacts: readonly string[], rules: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
}
