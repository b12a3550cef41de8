import { MINUTE, SECOND } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import type { Chance } from '../ports/chance.js';
import type { Clock } from '../ports/clock.js';
import type { Webhook, Webhooks } from '../ports/webhooks.js';
import type { Delivery, Post } from './post.js';
import { messageId, signatureOf } from './sign.js';

/** From one attempt to the next: a receiver that restarts, and one that is away for a while. */
const PAUSES: readonly Millis[] = [2 * SECOND, 10 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE];
const AT_ONCE = 4;
const MOST_WAITING = 1_000;

export interface SenderParts {
  readonly post: Post;
  readonly clock: Clock;
  readonly chance: Pick<Chance, 'share'>;
  /** Told once an outcome: what could not be delivered, and why. */
  readonly note: (sentence: string) => void;
  /** Calls back after a while, and answers with what takes the call back. */
  readonly wait: (run: () => void, after: Millis) => () => void;
}

/** What waits to be sent: bounded, a few at a time, each again and again until it is delivered or of no use. */
export class WebhookSender implements Webhooks {
  private readonly queue: { readonly webhook: Webhook; attempt: number }[] = [];
  private readonly pausing = new Map<() => void, Webhook>();
  private readonly known = new Set<string>();
  private sending = 0;
  private stopped = false;

  constructor(private readonly parts: SenderParts) {}

  send(webhook: Webhook): void {
    if (this.stopped || this.known.has(webhook.id)) return;
    if (this.known.size >= MOST_WAITING) return this.parts.note(`A webhook (${webhook.type}) was not sent: ${MOST_WAITING} wait already. See whether ${hostOf(webhook)} answers.`);
    this.known.add(webhook.id);
    this.queue.push({ webhook, attempt: 0 });
    this.go();
  }

  /** What names one of these is sent no more. */
  forget(texts: readonly string[]): void {
    const names = texts.map((text) => JSON.stringify(text));
    const isOf = ({ data }: Webhook): boolean => names.some((name) => JSON.stringify(data ?? null).includes(name));
    this.queue.splice(0, Infinity, ...this.queue.filter(({ webhook }) => !isOf(webhook)));
    for (const [cancel, webhook] of this.pausing) if (isOf(webhook)) {
      cancel();
      this.pausing.delete(cancel);
      this.known.delete(webhook.id);
    }
  }

  /** What was not delivered is given up. */
  stop(): void {
    this.stopped = true;
    this.queue.length = 0;
    for (const cancel of this.pausing.keys()) cancel();
  }

  private go(): void {
    while (this.sending < AT_ONCE) {
      const next = this.queue.shift();
      if (!next) return;
      this.sending += 1;
      void this.attempt(next.webhook, next.attempt).finally(() => {
        this.sending -= 1;
        this.go();
      });
    }
  }

  private async attempt(webhook: Webhook, attempt: number): Promise<void> {
    const { parts } = this;
    const delivery = await parts.post(posted(webhook, parts.clock.now())).catch((error: Error): Delivery => ({ is: 'failed', why: error.message }));
    if (this.stopped) return;
    if (delivery.is === 'delivered') return void this.known.delete(webhook.id);
    const pause = delivery.is === 'gone' ? undefined : pauseAfter(attempt, delivery.retryAfterMs, parts.chance);
    if (pause === undefined || parts.clock.now() + pause >= webhook.until) {
      this.known.delete(webhook.id);
      return parts.note(`Gave up a webhook (${webhook.type}) after ${attempt + 1} ${attempt === 0 ? 'attempt' : 'attempts'}: ${delivery.why}. Check the address ${hostOf(webhook)}.`);
    }
    const cancel = parts.wait(() => {
      this.pausing.delete(cancel);
      this.queue.push({ webhook, attempt: attempt + 1 });
      this.go();
    }, pause);
    this.pausing.set(cancel, webhook);
  }
}

/** Spread by a quarter, so that many do not come back at once. */
function pauseAfter(attempt: number, asked: Millis | undefined, chance: Pick<Chance, 'share'>): Millis | undefined {
  const pause = PAUSES[attempt];
  return pause === undefined ? undefined : Math.max(asked ?? 0, Math.round(pause * (1 + chance.share() / 4)));
}

function posted({ url, secret, id, type, at, data }: Webhook, now: Instant): Parameters<Post>[0] {
  const body = JSON.stringify({ type, timestamp: new Date(at).toISOString(), data });
  const seconds = Math.floor(now / SECOND);
  const message = messageId(id);
  return { url, body, headers: { 'webhook-id': message, 'webhook-timestamp': String(seconds), 'webhook-signature': signatureOf(secret, message, seconds, body) } };
}

function hostOf({ url }: Webhook): string {
  return new URL(url).host;
}
