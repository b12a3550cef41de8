import type { LossKind } from '../domain/journey.js';
import { HOUR } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import type { Clock } from '../ports/clock.js';
import type { NumberBook, SealedNumbers } from '../ports/numbers.js';
import type { Pseudonyms } from '../ports/privacy.js';
import type { Sealing, SealingKeys } from './sealing.js';

/** A sealed number is gone after three days, whether it was needed or not (TRUST.md), or as much sooner as the settings say. */
export const NUMBER_KEPT: Millis = 72 * HOUR;
/** How long a number is held in memory for a contact that may still go wrong, and of how many callers. */
const HELD: Millis = 6 * HOUR;
const MOST_HELD = 50_000;

interface Held {
  readonly number: string;
  readonly at: Instant;
}

/** What is asked of a contact when it changes: whether its caller was let down, or asked for a call. */
export interface Concern {
  readonly id: string;
  readonly customer?: string;
  /** Their number's key, where they are known by another. */
  readonly number?: string;
  readonly loss?: { readonly why: LossKind; readonly at: Instant };
  readonly callback?: { readonly requestedAt?: Instant; readonly number?: string; readonly reachedAt?: Instant; readonly cancelledAt?: Instant };
}

/**
 * Raw numbers pass through here on their way to becoming hashes. They are held in memory only; when a caller is let down
 * the number is sealed into the database, so that someone can call back, and dropped when that has happened or after 72 hours.
 */
export class NumberVault implements Pseudonyms, NumberBook {
  private readonly held = new Map<string, Held>();
  private readonly heeded = new Set<string>();
  private readonly box: Sealing;

  constructor(
    private readonly inner: Pseudonyms, keys: Pick<SealingKeys, 'for'>, private readonly sealed: SealedNumbers, private readonly clock: Clock,
    private readonly onFailure: (error: Error) => void, private readonly kept: () => Millis = () => NUMBER_KEPT,
    private readonly aliasesOf: (person: string) => Promise<readonly string[]> = async () => [],
  ) {
    this.box = keys.for('earshot sealed numbers');
  }

  customerOf(number: string): string | undefined {
    const customer = this.inner.customerOf(number);
    if (customer !== undefined) this.hold(customer, number);
    return customer;
  }

  formersOf(number: string): readonly string[] {
    return this.inner.formersOf?.(number) ?? [];
  }

  formerOf(number: string): string | undefined {
    return this.inner.formerOf?.(number);
  }

  /** Told of contacts as they change. */
  heed(concerns: readonly Concern[]): void {
    for (const { id, customer, number: own, loss, callback } of concerns) {
      const number = callback?.number ?? own ?? customer;
      const owedAt = Math.max(loss?.at ?? 0, callback?.requestedAt ?? 0);
      if (number === undefined || owedAt < this.clock.now() - this.kept()) continue;
      // Who withholds the number, and names one to be called at, is known by the contact.
      const person = customer ?? id;
      const settledAt = callback?.reachedAt ?? (loss === undefined ? callback?.cancelledAt : undefined);
      const what = `${person} ${owedAt} ${number} ${settledAt ?? 'open'}`;
      // A contact changes on after its loss: its number is sealed once, so that its 72 hours do not begin anew.
      if (this.heeded.has(what)) continue;
      if (this.heeded.size >= MOST_HELD) this.heeded.clear();
      this.heeded.add(what);
      const work = settledAt === undefined ? this.seal(person, number) : this.sealed.drop(person);
      work.catch(this.onFailure);
    }
  }

  /** The number that was sealed, which may be another than they call from; while it is on its way, the one they called from. By any number that is theirs alone. */
  async numberOf(person: string): Promise<string | undefined> {
    for (const key of new Set([person, ...await this.aliasesOf(person)])) {
      const sealed = await this.sealed.find(key, this.clock.now());
      const number = (sealed === undefined ? undefined : this.box.open(sealed, key)) ?? this.held.get(key)?.number;
      if (number !== undefined) return number;
    }
    return undefined;
  }

  /** Of an erased customer nothing is held; what is sealed goes with the rest. */
  forget(people: readonly string[]): void {
    for (const person of people) this.held.delete(person);
    this.heeded.clear();
  }

  /** Says how many sealed ones went. */
  async forgetExpired(): Promise<number> {
    const now = this.clock.now();
    for (const [customer, { at }] of this.held) {
      if (at > now - HELD) break;
      this.held.delete(customer);
    }
    return this.sealed.dropExpired(now);
  }

  private hold(customer: string, number: string): void {
    this.held.delete(customer);
    this.held.set(customer, { number, at: this.clock.now() });
    if (this.held.size > MOST_HELD) this.held.delete(this.held.keys().next().value as string);
  }

  /** `known`: the key under which the number is held. */
  private async seal(person: string, known: string): Promise<void> {
    const held = this.held.get(known);
    if (!held) return;
    await this.sealed.put(person, this.box.seal(held.number, person), this.clock.now() + this.kept());
  }
}
