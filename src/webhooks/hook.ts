import { SECOND } from '../domain/time.js';
import type { Clock } from '../ports/clock.js';
import type { Handed, Hook } from '../ports/findings.js';
import type { Delivery, Post } from './post.js';
import { messageId, signatureOf } from './sign.js';

/** Posts one message once, signed where there is a secret, and says whether it may have arrived. */
export function hookBy(post: Post, clock: Clock): (hook: Hook) => Promise<Handed> {
  return async ({ id, url, body, secret, authorization }) => {
    const seconds = Math.floor(clock.now() / SECOND);
    const message = messageId(id);
    const signed = secret === undefined ? {} : { 'webhook-signature': signatureOf(secret, message, seconds, body) };
    const headers = { 'webhook-id': message, 'webhook-timestamp': String(seconds), ...signed, ...(authorization === undefined ? {} : { authorization }) };
    return handedBy(await post({ url, headers, body }));
  };
}

function handedBy(delivery: Delivery): Handed {
  switch (delivery.is) {
    case 'delivered': return { is: 'taken' };
    case 'gone': return { is: 'refused', reason: delivery.why };
    case 'failed': {
      if (delivery.mayHaveArrived === true) return { is: 'unclear', reason: delivery.why };
      return { is: 'busy', reason: delivery.why, ...(delivery.retryAfterMs === undefined ? {} : { retryAfterMs: delivery.retryAfterMs }) };
    }
  }
}
