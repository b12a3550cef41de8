import type { Instant } from '../../domain/time.js';
import type { Fields } from '../../ports/signed-post.js';
import type { Fact } from '../fact.js';

/** What one report of Twilio's comes to. */
export type Told =
  | { readonly is: 'facts'; readonly subject: string; readonly time: Instant; readonly facts: readonly Fact[]; readonly sequence?: number }
  /** Something that we have no use for: counted by its name, never an error. */
  | { readonly is: 'ignored'; readonly name: string }
  | { readonly is: 'refused'; readonly reason: string }
  /** It belongs to something that we have not heard of yet: Twilio is asked to send it again. */
  | { readonly is: 'early'; readonly reason: string };

/** One of Twilio's posts about a call: a status callback, or a request for what to do next. */
export interface CallReport {
  readonly fields: Fields;
  /** What we were told in the address: `node`, `queue`, `agent`, `slot`. */
  readonly hints: Fields;
  /** When it came in: many of these posts carry no time. */
  readonly at: Instant;
  /** Tells this report from the next of its kind: the same when it comes again. */
  readonly id: string;
  /** Names the stay in the queue that it is about; see `stays.ts`. */
  readonly stay: string;
}

export function refusal(reason: string): Told {
  return { is: 'refused', reason };
}

export function ignored(name: string): Told {
  return { is: 'ignored', name };
}
