import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { LossKind } from '../domain/journey.js';
import { HOUR } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import type { Clock } from '../ports/clock.js';
import type { NumberBook, SealedNumbers } from '../ports/numbers.js';
import type { Pseudonyms } from '../ports/privacy.js';

/** A sealed number is gone after three days, whether it was needed or not (TRUST.md). */
export const NUMBER_KEPT: Millis = 72 * HOUR;
/** How long a number is held in memory for a contact that may still go wrong, and of how many callers. */
const HELD: Millis = 6 * HOUR;
const MOST_HELD = 50_000;
const NONCE = 12;
const TAG = 16;

interface Held {
  readonly number: string;
  readonly at: Instant;
}

/** What is asked of a contact when it changes: whether its caller was let down. */
export interface Concern {
  readonly customer?: string;
  readonly loss?: { readonly why: LossKind; readonly at: Instant };
  readonly callback?: { readonly reachedAt?: Instant };
}

/**
 * Raw numbers pass through here on their way to becoming hashes. They are held in memory only; when a caller is let down
 * the number is sealed into the database, so that someone can call back, and dropped when that has happened or after 72 hours.
 */
export class NumberVault implements Pseudonyms, NumberBook {
  private readonly held = new Map<string, Held>();
  private readonly heeded = new Set<string>();
  private readonly key: Buffer;

  constructor(
    private readonly inner: Pseudonyms, secret: Buffer, private readonly sealed: SealedNumbers, private readonly clock: Clock,
    private readonly onFailure: (error: Error) => void,
  ) {
    // The key that hashes must not be the key that seals.
    this.key = Buffer.from(hkdfSync('sha256', secret, '', 'earshot sealed numbers', 32));
  }

  customerOf(number: string): string | undefined {
    const customer = this.inner.customerOf(number);
    if (customer !== undefined) this.hold(customer, number);
    return customer;
  }

  /** Told of contacts as they change. */
  heed(concerns: readonly Concern[]): void {
    for (const { customer, loss, callback } of concerns) {
      if (customer === undefined || loss === undefined || loss.at < this.clock.now() - NUMBER_KEPT) continue;
      const what = `${customer} ${loss.at} ${callback?.reachedAt ?? 'open'}`;
      // A contact changes on after its loss: its number is sealed once, so that its 72 hours do not begin anew.
      if (this.heeded.has(what)) continue;
      if (this.heeded.size >= MOST_HELD) this.heeded.clear();
      this.heeded.add(what);
      const work = callback?.reachedAt === undefined ? this.seal(customer) : this.sealed.drop(customer);
      work.catch(this.onFailure);
    }
  }

  async numberOf(customer: string): Promise<string | undefined> {
    const held = this.held.get(customer);
    if (held) return held.number;
    const sealed = await this.sealed.find(customer, this.clock.now());
    return sealed === undefined ? undefined : this.open(customer, Buffer.from(sealed));
  }

  async forgetExpired(): Promise<void> {
    const now = this.clock.now();
    for (const [customer, { at }] of this.held) {
      if (at > now - HELD) break;
      this.held.delete(customer);
    }
    await this.sealed.dropExpired(now);
  }

  private hold(customer: string, number: string): void {
    this.held.delete(customer);
    this.held.set(customer, { number, at: this.clock.now() });
    if (this.held.size > MOST_HELD) this.held.delete(this.held.keys().next().value as string);
  }

  private async seal(customer: string): Promise<void> {
    const held = this.held.get(customer);
    if (!held) return;
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(customer));
    const text = Buffer.concat([cipher.update(held.number, 'utf8'), cipher.final()]);
    await this.sealed.put(customer, Buffer.concat([nonce, cipher.getAuthTag(), text]), this.clock.now() + NUMBER_KEPT);
  }

  /** Undefined when it was sealed under another key. */
  private open(customer: string, sealed: Buffer): string | undefined {
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key, sealed.subarray(0, NONCE)).setAAD(Buffer.from(customer));
      decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
      return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
    } catch {
      return undefined;
    }
  }
}
