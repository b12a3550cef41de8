import type { Millis } from './time.js';
import { SECOND } from './time.js';

/** Through whom calls are made. */
export type CallWay = 'twilio' | 'asterisk' | 'webhook';

/** How customers who are owed a call are called from the list. Without a way nobody is: whoever calls is shown the number. */
export interface CallBackSettings {
  readonly way?: CallWay;
  /** The number that customers see, E.164. */
  readonly callerId?: string;
  /** Where an agent, or someone with an account, is called first: a number, an extension, `client:anna`, `PJSIP/2001`. */
  readonly phones: Readonly<Record<string, string>>;
  /** Where a queue is, for who has no phone of their own in here. */
  readonly queues: Readonly<Record<string, string>>;
  /** Numbers that may be called begin so. */
  readonly allow: readonly string[];
  /** Minutes after midnight, where the customer is. */
  readonly hours: readonly [number, number];
  /** So often a person is tried. */
  readonly attempts: number;
  /** For so long a phone rings. */
  readonly ringMs: Millis;
  /** Asterisk: how the customer is dialled once the agent is on the line. */
  readonly dial: AsteriskDial;
}

/** `context`: the dialplan goes on there with the number as extension. `channel`: `PJSIP/{number}@provider`, dialled without dialplan. */
export type AsteriskDial = { readonly context: string; readonly exten: string } | { readonly channel: string };

export const noCallBacks: CallBackSettings = {
  phones: {}, queues: {}, allow: [], hours: [9 * 60, 20 * 60], attempts: 3, ringMs: 30 * SECOND, dial: { context: 'from-internal', exten: '{number}' },
};
