import { uptime } from 'node:os';
import type { Clock } from '../ports/clock.js';
import { MINUTE, SECOND, type Instant, type Millis } from '../domain/time.js';

/** A wall clock that is further ahead than this, against the time the machine has counted, is not believed. */
export const LARGEST_JUMP: Millis = 10 * MINUTE;

export interface ClockJump {
  /** What the wall clock says. */
  readonly clock: Instant;
  /** What the entries are stamped instead. */
  readonly stamped: Instant;
}

export interface StamperOptions {
  readonly clock: Clock;
  /** The stamp of the log's last entry; 0 for an empty log. */
  readonly previous: Instant;
  /** Time that no one can set. Tests move it by hand. */
  readonly elapsed?: () => Millis;
  /** Once a jump. */
  readonly onJump?: (jump: ClockJump) => void;
}

/**
 * Stamps the log's entries: max(previous stamp, wall clock), so `now` never runs backwards.
 * One wild second of a clock would otherwise raise every absence flag at once and then freeze `now` for as long.
 */
export class Stamper {
  #previous: Instant;
  /** wall clock − elapsed, when last believed. */
  #offset: Millis | undefined;
  #jumped = false;

  constructor(private readonly options: StamperOptions) {
    this.#previous = options.previous;
  }

  next(): Instant {
    this.#previous = Math.max(this.#previous, this.#believed(this.options.clock.now()));
    return this.#previous;
  }

  #believed(clock: Instant): Instant {
    const elapsed = (this.options.elapsed ?? secondsSinceBoot)();
    const highest = (this.#offset ?? Infinity) + elapsed + LARGEST_JUMP;
    if (clock <= highest) {
      this.#offset = clock - elapsed;
      this.#jumped = false;
      return clock;
    }
    // The believed offset stays, or a clock that is an hour wrong would be followed in steps of ten minutes.
    const stamped = Math.floor(highest);
    if (!this.#jumped) this.options.onJump?.({ clock, stamped });
    this.#jumped = true;
    return stamped;
  }
}

/** Unlike performance.now() it counts the hours a laptop slept: waking up is no jump. */
function secondsSinceBoot(): Millis {
  return uptime() * SECOND;
}
