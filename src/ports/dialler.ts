import type { CallWay } from '../domain/call-back-settings.js';
import type { CallResult } from '../domain/event.js';
import type { Instant, Millis } from '../domain/time.js';

/** A call that is to be made: to the agent's phone first, then to the customer. */
export interface CallOrder {
  readonly id: string;
  readonly contact: string;
  readonly agent: string;
  readonly queue?: string;
  /** The agent's or the queue's phone, as the settings name it. */
  readonly phone: string;
  /** The customer's number, E.164. */
  readonly number: string;
  readonly callerId: string;
  readonly ringMs: Millis;
}

/** What came of asking for a call. It is never asked for twice, whatever it was. */
export type Placed =
  /** `call`: the contact that it will be. `isReported`: the platform's own line tells of it. */
  | { readonly is: 'taken'; readonly call?: string; readonly isReported?: boolean }
  /** It surely was not placed. */
  | { readonly is: 'refused'; readonly reason: string }
  /** Nobody knows. */
  | { readonly is: 'unclear'; readonly reason: string };

export type Looked = Extract<Placed, { is: 'taken' }> | { readonly is: 'not-there' } | { readonly is: 'unclear' };

/** A phone platform that makes calls for us. */
export interface Dialler {
  readonly way: CallWay;
  place(order: CallOrder): Promise<Placed>;
  /** The contact that a call will be, where the platform's own line tells of it under a name that we gave it. */
  contactOf?(id: string): string;
  /** Whether what was asked for since then was placed. */
  find(order: CallOrder, since: Instant): Promise<Looked>;
}

/** What is heard of a call, in any order and more than once. */
export type CallStep =
  | { readonly is: 'agent-there'; readonly call?: string }
  | { readonly is: 'dialling' | 'answered' | 'agent-not-reached' | 'over' }
  | { readonly is: 'refused'; readonly reason: string }
  | { readonly is: 'not-answered'; readonly result: CallResult };

/** Where platforms tell how a call goes. */
export interface CallProgress {
  /** Whether such a call is known. */
  heard(id: string, step: CallStep): Promise<boolean>;
  /** What is to be dialled; undefined for a call that is unknown, or none any more. */
  orderOf(id: string): Promise<CallOrder | undefined>;
}
