import type { RecoveryLine } from '../contract/board.js';
import type { PlacedCall } from '../domain/placed-call.js';
import type { Reader } from '../domain/reader.js';
import type { Result } from '../domain/result.js';
import type { Instant } from '../domain/time.js';

/** A call as it is kept: with a version, so that two who change it at once find out. */
export interface KeptCall {
  readonly call: PlacedCall;
  readonly version: number;
}

/** The calls that were asked for. Every method throws when the database does not answer. */
export interface CallStore {
  /** Or who has the person, or the phone, now: one call at a time for each. */
  open(call: PlacedCall): Promise<Result<undefined, { readonly taken: 'person' | 'phone' }>>;
  find(id: string): Promise<KeptCall | undefined>;
  /** The open call to this person, or on this phone. */
  openFor(who: { readonly person: string } | { readonly phone: string }): Promise<PlacedCall | undefined>;
  /** Changes it unless someone else did since it was read: then false. */
  save(was: KeptCall, next: PlacedCall): Promise<boolean>;
  /** Not settled, and those that still go on, oldest first. */
  underway(): Promise<readonly KeptCall[]>;
  untold(limit: number): Promise<readonly KeptCall[]>;
  /** Lets go what is old, and talks of which nobody heard the end. */
  forget(now: Instant): Promise<void>;
}

/** Why nobody is called now, for whoever asked. */
export interface NoCall {
  readonly status: 400 | 409 | 503;
  readonly what: string;
  readonly do: string;
}

/** Whoever works on the list asks here. */
export interface CallDesk {
  /** `agent`: whose phone rings first; absent: the asker's own, else the queue's. */
  call(line: RecoveryLine, by: Reader, agent: string | undefined): Promise<Result<PlacedCall, NoCall>>;
}
