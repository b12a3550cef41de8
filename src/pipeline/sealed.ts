import { sliceOf } from '../domain/slice.js';
import type { Contribution } from '../domain/metric.js';
import { DAY, quarterOf } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { dayStart } from '../domain/zone.js';
import type { Kept } from '../ports/state-store.js';

/** A live event older than this at its receipt is accepted and counted, and not folded: days past it are sealed. */
export const LATE_BOUND = 35 * DAY;

/** The begin of the oldest day of the center that is not sealed. */
export function sealBefore(at: Instant, zone: string): Instant {
  return quarterOf(dayStart(zone, at - LATE_BOUND));
}

/**
 * Sealed readings are the record. They hold what rows count, and of what is open too whatever lies on a sealed day: each slice
 * adds that when it is written. When the log is folded again, what its entries count for sealed days is among the sums already.
 * Past those entries they change like any others: by an import, by what becomes of an old contact.
 */
export class Seal {
  /** The begin of the first day that is not sealed. */
  before: Instant = 0;
  private upTo: readonly number[] = [];
  private later: ReadonlyMap<string, number> = new Map();
  private last = 0;
  private position = 0;

  /** What was sealed when everything else was cleared. */
  take({ sealedBefore, sealedUpTo, sealedLater }: Kept): void {
    this.before = sealedBefore;
    this.upTo = sealedUpTo;
    this.later = new Map(sealedLater);
    this.last = Math.max(0, ...sealedUpTo, ...this.later.values());
  }

  /** Days go by; not while the past is folded again. */
  advance(before: Instant): void {
    if (!this.isFoldedAgain) this.before = Math.max(this.before, before);
  }

  /** The entry that is folded now. */
  enter(position: number): void {
    this.position = position;
  }

  get isFoldedAgain(): boolean {
    return this.position <= this.last;
  }

  /** The sums hold what this contact, customer or agent counts on sealed days up to the entry that is folded now. */
  holds(key: string): boolean {
    return this.isFoldedAgain && this.position <= Math.max(this.upTo[sliceOf(key)] ?? 0, this.later.get(key) ?? 0);
  }

  /** What of it still has to be added to the readings. */
  open(key: string, contributions: readonly Contribution[]): readonly Contribution[] {
    return this.holds(key) ? contributions.filter(({ at }) => at >= this.before) : contributions;
  }

  isClosed = ({ at }: Contribution): boolean => at < this.before;
}
