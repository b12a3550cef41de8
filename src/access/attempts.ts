import { HOUR, MINUTE, SECOND, type Instant, type Millis } from '../domain/time.js';
import type { Clock } from '../ports/clock.js';

interface Failures {
  readonly count: number;
  readonly last: Instant;
}

interface Patience {
  /** Failures that cost nothing: people mistype. */
  readonly free: number;
  readonly longest: Millis;
}

/** One name from one address: elsewhere the person of that name can still sign in. */
const person: Patience = { free: 4, longest: 15 * MINUTE };
/** One address whatever the name; short, because behind a proxy everyone may have the same. */
const address: Patience = { free: 30, longest: MINUTE };

const FORGOTTEN_AFTER: Millis = HOUR;
const REMEMBERED = 10_000;

export function delayAfter(failures: number, { free, longest }: Patience): Millis {
  return failures < free ? 0 : Math.min(longest, SECOND * 2 ** (failures - free));
}

/** Failed sign-ins make the next one wait, twice as long each time. */
export class Attempts {
  private readonly failures = new Map<string, Failures>();

  constructor(private readonly clock: Clock) {}

  /** How long this attempt still has to wait; 0: it may be made now. */
  waitFor(user: string, from: string): Millis {
    return Math.max(this.rest(personKey(user, from), person), this.rest(from, address));
  }

  /** Counts as failed until it succeeded: a thousand attempts at once are a thousand failures. */
  begin(user: string, from: string): void {
    this.count(personKey(user, from), 1);
    this.count(from, 1);
  }

  succeeded(user: string, from: string): void {
    this.failures.delete(personKey(user, from));
    this.count(from, -1);
  }

  private rest(key: string, patience: Patience): Millis {
    const failures = this.current(key);
    return Math.max(0, failures.last + delayAfter(failures.count, patience) - this.clock.now());
  }

  private count(key: string, by: number): void {
    const { count } = this.current(key);
    this.failures.delete(key);
    this.failures.set(key, { count: Math.max(0, count + by), last: this.clock.now() });
    if (this.failures.size <= REMEMBERED) return;
    for (const oldest of this.failures.keys()) return void this.failures.delete(oldest);
  }

  private current(key: string): Failures {
    const known = this.failures.get(key);
    const now = this.clock.now();
    // A clock that was set back would lock people out for as long as it jumped.
    return known === undefined || Math.abs(now - known.last) > FORGOTTEN_AFTER ? { count: 0, last: now } : { ...known, last: Math.min(known.last, now) };
  }
}

function personKey(user: string, from: string): string {
  return JSON.stringify([user, from]);
}
