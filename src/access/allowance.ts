import { MINUTE, type Instant, type Millis } from '../domain/time.js';
import type { Clock } from '../ports/clock.js';

/** Strangers' addresses fill this too: it has to be bounded. */
const REMEMBERED = 20_000;

/**
 * How much each may ask in a minute. A minute's worth may come at once; from then on it comes back evenly, so that nobody waits
 * for a full minute (the generic cell rate algorithm: one instant is kept of each, by when what was asked would have been due).
 */
export class Allowance {
  private readonly dueAt = new Map<string, Instant>();

  /** `perMinute` 0: as much as they like. */
  constructor(private readonly perMinute: number, private readonly clock: Clock) {}

  /** 0: it may; else after how long it may. What is refused counts for nothing. */
  take(who: string): Millis {
    if (this.perMinute === 0) return 0;
    const now = this.clock.now();
    const due = this.dueOf(who, now) + MINUTE / this.perMinute;
    if (due - now > MINUTE) return due - now - MINUTE;
    this.dueAt.delete(who);
    this.dueAt.set(who, due);
    if (this.dueAt.size > REMEMBERED) this.forgetOldest();
    return 0;
  }

  private forgetOldest(): void {
    for (const oldest of this.dueAt.keys()) return void this.dueAt.delete(oldest);
  }

  /** A clock that was set back would lock everybody out for as long as it jumped. */
  private dueOf(who: string, now: Instant): Instant {
    const known = this.dueAt.get(who) ?? now;
    return known < now || known > now + MINUTE ? now : known;
  }
}
