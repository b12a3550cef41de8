import type { Resolved } from '../domain/event.js';
import type { Millis } from '../domain/time.js';
import type { Customer } from './customers.js';
import type { Reason } from './reasons.js';

/** All that will happen to a caller as far as it is up to them and their agents: drawn at arrival, or written by hand. */
export interface Plan {
  readonly customer: Customer;
  /** The number dialled. */
  readonly entry: string;
  readonly reason: Reason;
  readonly steps: readonly Step[];
  /** Whether a self-service on the way does what it should. */
  readonly selfServed: boolean;
  /** Whether what is typed into a slot has to be asked again. */
  readonly mistypes: boolean;
  /** How long they wait in one queue before they hang up. */
  readonly patienceMs: Millis;
  /** And in a queue to which they were passed on, where that is less. */
  readonly patienceAfterMs?: Millis;
  /** An announced way out of the queue that they take when it comes. */
  readonly wayOut?: WayOut;
  /** One conversation after another; all but the last end in a transfer. */
  readonly talks: readonly Talk[];
  readonly resolved: Resolved;
}

/** What a caller does in the menu, each after a while of listening. */
export type Step =
  | { readonly afterMs: Millis; readonly does: 'key'; readonly key: string }
  | { readonly afterMs: Millis; readonly does: 'nothing' | 'hang-up' };

export interface WayOut {
  readonly afterMs: Millis;
  readonly kind: 'callback' | 'voicemail';
}

export interface Talk {
  readonly talkMs: Millis;
  readonly holds: readonly Hold[];
  readonly ends: TalkEnd;
  /** Anything else? is asked though nothing is solved. */
  readonly closesEarly?: true;
  /** The customer is pleased at first and not in the end, and has to listen to nothing in between: a transcriber hears it. */
  readonly sours?: true;
}

export interface Hold {
  readonly afterMs: Millis;
  readonly forMs: Millis;
}

export type TalkEnd =
  | { readonly by: 'customer' | 'agent' }
  /** The line breaks. */
  | { readonly by: 'line' }
  /** Hangs up while on the last hold. */
  | { readonly by: 'giving-up' }
  | { readonly by: 'transfer'; readonly kind: 'blind' | 'consult'; readonly toQueue: string };
