import { SECOND } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { systemClock } from './clock.js';
import type { Clock } from './clock.js';
import type { RemovalClass } from './retention.js';

/** What the server counts about itself: fed where it happens, read by health checks and Prometheus. */
export interface Gauges {
  /** False after an append that failed, until one succeeds or is due to be tried again. */
  readonly isLogWritable: boolean;
  readonly appendFailures: number;
  /** Events durable since the start. */
  readonly accepted: number;
  readonly refused: readonly Refused[];
  readonly sockets: number;
  /** What was kept long enough and removed since the start, by class. */
  readonly removed: ReadonlyMap<RemovalClass, number>;
  /** Passes of erasures after which another had to follow. */
  readonly erasuresRepeated: number;
  /** Requests that were too many, by what they were counted by. */
  readonly limits: Readonly<Record<'key' | 'address' | 'handshake', number>>;
}

export interface Refused {
  readonly source: string;
  /** A kind of reason ("unreadable", "too-many"), never a sentence: each is a time series of its own. */
  readonly reason: string;
  readonly count: number;
}

/** A balancer sends nothing to a server that is not ready: without this, one that failed once would never find out that the log is back. */
const TRY_AGAIN = 15 * SECOND;

/** The one that the app feeds. */
export class Counters implements Gauges {
  appendFailures = 0;
  accepted = 0;
  sockets = 0;
  erasuresRepeated = 0;
  readonly removed = new Map<RemovalClass, number>();
  readonly limits = { key: 0, address: 0, handshake: 0 };
  private failedAt: Instant | undefined;
  private readonly refusals = new Map<string, Refused>();

  constructor(private readonly clock: Clock = systemClock) {}

  get isLogWritable(): boolean {
    return this.failedAt === undefined || this.clock.now() - this.failedAt >= TRY_AGAIN;
  }

  get refused(): readonly Refused[] {
    return [...this.refusals.values()];
  }

  appended(events: number): void {
    this.failedAt = undefined;
    this.accepted += events;
  }

  appendFailed(): void {
    this.failedAt = this.clock.now();
    this.appendFailures += 1;
  }

  refuse(source: string, count: number, reason = 'unreadable'): void {
    const key = JSON.stringify([source, reason]);
    this.refusals.set(key, { source, reason, count: (this.refusals.get(key)?.count ?? 0) + count });
  }

  remove(of: RemovalClass, count: number): void {
    this.removed.set(of, (this.removed.get(of) ?? 0) + count);
  }

  limited(by: 'key' | 'address' | 'handshake'): void {
    this.limits[by] += 1;
  }

  socketOpened(): void {
    this.sockets += 1;
  }

  socketClosed(): void {
    this.sockets -= 1;
  }
}
