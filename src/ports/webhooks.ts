import type { Instant } from '../domain/time.js';

/** One message to another's address, as Standard Webhooks 1.0 has it. */
export interface Webhook {
  readonly url: string;
  /** `whsec_…` */
  readonly secret: string;
  /** The same for the same fact: a message that arrives twice is known by it. */
  readonly id: string;
  /** `prompt.shown` */
  readonly type: string;
  readonly at: Instant;
  readonly data: unknown;
  /** After this it is of no use any more, and not tried again. */
  readonly until: Instant;
}

/** Sends signed messages, and tries again for as long as they are of use. */
export interface Webhooks {
  send(webhook: Webhook): void;
}
