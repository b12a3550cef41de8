import type { Instant } from '../domain/time.js';

/** Callers' numbers, sealed, kept only while someone has to be called back. */
export interface SealedNumbers {
  /** Replaces what was there for that customer. */
  put(customer: string, sealed: Uint8Array, expiresAt: Instant): Promise<void>;
  /** Undefined when there is none, or it has expired. */
  find(customer: string, now: Instant): Promise<Uint8Array | undefined>;
  drop(customer: string): Promise<void>;
  /** Says how many. */
  dropExpired(now: Instant): Promise<number>;
}

/** What may be asked of the numbers that are kept. */
export interface NumberBook {
  /** The number to call back; undefined where it is not known (any more). */
  numberOf(customer: string): Promise<string | undefined>;
}
