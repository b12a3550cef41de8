import type { Instant, Millis } from '../domain/time.js';

/** A message or a call that is to go out. */
export interface Outgoing {
  readonly invitation: string;
  readonly channel: 'sms' | 'voice';
  /** E.164. */
  readonly to: string;
  /** Our number, or a messaging service. */
  readonly sender: string;
  readonly text: string;
}

export type Handed =
  | { readonly is: 'taken'; readonly sid: string }
  /** It surely did not go out, and never will. */
  | { readonly is: 'refused'; readonly reason: string; readonly isStopped: boolean }
  /** It surely did not go out; try again later. */
  | { readonly is: 'busy'; readonly reason: string; readonly retryAfterMs: Millis }
  /** Nobody knows whether it went out. */
  | { readonly is: 'unclear'; readonly reason: string };

export type Found =
  | { readonly is: 'found'; readonly sid: string; readonly delivery: 'sent' | 'delivered' | 'failed'; readonly reason?: string }
  | { readonly is: 'not-there' }
  /** It could not be asked: ask again. */
  | { readonly is: 'unclear'; readonly reason: string };

/** Who carries messages and calls to customers. It never tries anything twice by itself. */
export interface Carrier {
  hand(outgoing: Outgoing): Promise<Handed>;
  /** Looks up what may have gone out since then, by number and text. */
  find(outgoing: Outgoing, since: Instant): Promise<Found>;
}
