import type { Handed, Hook } from '../ports/findings.js';
import type { CallOrder, Dialler, Looked, Placed } from '../ports/dialler.js';

export interface WebhookWay {
  readonly url: string;
  /** `whsec_…` */
  readonly secret: string;
  /** Where the dialler answers; absent: it answers with events on the contact. */
  readonly publicUrl?: string;
  readonly hook: (hook: Hook) => Promise<Handed>;
  readonly now: () => number;
}

/**
 * Hands calls to a dialler of one's own, as a signed message (Standard Webhooks 1.0) whose id is the call's: a dialler that gets one
 * twice knows it. It answers at the address in the message, or with `callback.attempted` and `callback.reached` on the contact.
 */
export class WebhookDialler implements Dialler {
  readonly way = 'webhook';

  constructor(private readonly to: WebhookWay) {}

  async place(order: CallOrder): Promise<Placed> {
    const { url, secret, hook } = this.to;
    const handed = await hook({ id: `call-back/${order.id}`, url, secret, body: this.bodyOf(order) });
    switch (handed.is) {
      case 'taken':
        return { is: 'taken' };
      // A person waits for it, so it is not tried again: whoever asked may ask anew.
      case 'busy':
      case 'refused':
        return { is: 'refused', reason: handed.reason };
      case 'unclear':
        return { is: 'unclear', reason: handed.reason };
    }
  }

  /** Nobody can be asked; an answer or an event still tells. */
  async find(): Promise<Looked> {
    return { is: 'unclear' };
  }

  private bodyOf({ id, contact, agent, queue, phone, number, callerId, ringMs }: CallOrder): string {
    const { publicUrl, now } = this.to;
    const data = {
      id, contact, number, callerId, agent, phone, queue, ringSeconds: Math.round(ringMs / 1_000),
      ...(publicUrl === undefined ? {} : { answerUrl: `${publicUrl.replace(/\/$/, '')}/ingest/call-backs/${encodeURIComponent(id)}` }),
    };
    return JSON.stringify({ type: 'callback.place', timestamp: new Date(now()).toISOString(), data });
  }
}
