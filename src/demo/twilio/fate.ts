import type { Millis } from '../../domain/time.js';

/** What becomes of a message that was taken: the receipts, in the order and at the times at which they are sent. */
export interface Receipt {
  readonly status: 'sent' | 'delivered' | 'undelivered' | 'failed';
  readonly afterMs: Millis;
  readonly errorCode?: number;
}

export type Fate = readonly Receipt[];

export const delivered: Fate = [{ status: 'sent', afterMs: 20 }, { status: 'delivered', afterMs: 40 }];
/** Twice, and the wrong way round: as on a bad day. */
export const disordered: Fate = [{ status: 'delivered', afterMs: 20 }, { status: 'sent', afterMs: 30 }, { status: 'delivered', afterMs: 40 }, { status: 'sent', afterMs: 50 }];
export const undelivered: Fate = [{ status: 'sent', afterMs: 20 }, { status: 'undelivered', afterMs: 40, errorCode: 30_003 }];
export const silent: Fate = [];

/**
 * How the API answers when something is to be sent. `cut`: it is taken, and then the connection breaks before the answer;
 * `lost`: the connection breaks before anything is taken.
 */
export type Mood = 'well' | 'cut' | 'lost' | 'error' | 'busy' | 'stopped' | 'no-number';

/** What someone does who gets a message or is called. Undefined: nothing. */
export interface Person {
  /** To the nth text, counted from 0. */
  writes?(text: string, nth: number): { readonly text: string; readonly afterMs: Millis } | undefined;
  /** To the nth question of a call; undefined: they hang up. */
  presses?(question: string, nth: number): string | undefined;
  /** Picks up when called; else it rings in vain, or is busy. */
  readonly answers?: boolean;
  readonly isBusy?: boolean;
  /** For how long it rings, and they talk. */
  readonly ringsMs?: Millis;
  /** It rings until then at the least. */
  readonly ringsUntil?: Promise<void>;
  readonly talksMs?: Millis;
}
