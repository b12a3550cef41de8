import type { LossKind } from '../domain/journey.js';
import { HOUR } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import type { Clock } from '../ports/clock.js';
import type { NumberBook, SealedNumbers } from '../ports/numbers.js';
import type { Pseudonyms } from '../ports/privacy.js';
import { Seal } from './seal.js';

/** A sealed number is gone after three days, whether it was needed or not (TRUST.md). */
export const NUMBER_KEPT: Millis = 72 * HOUR;
/** How long a number is held in memory for a contact that may still go wrong, and of how many callers. */
const HELD: Millis = 6 * HOUR;
const MOST_HELD = 50_000;

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
  private readonly box: Seal;

  constructor(
    private readonly inner: Pseudonyms, secret: Buffer, private readonly sealed: SealedNumbers, private readonly clock: Clock,
    private readonly onFailure: (error: Error) => void,
  ) {
    this.box = new Seal(secret, 'earshot sealed numbers');
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
    return sealed === undefined ? undefined : this.box.open(sealed, customer);
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
    await this.sealed.put(customer, this.box.seal(held.number, customer), this.clock.now() + NUMBER_KEPT);
  }
}
