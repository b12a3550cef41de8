/** What the server counts about itself: fed where it happens, read by health checks and Prometheus. */
export interface Gauges {
  /** False after an append that failed, until one succeeds. */
  readonly isLogWritable: boolean;
  readonly appendFailures: number;
  /** Events durable since the start. */
  readonly accepted: number;
  readonly refused: readonly Refused[];
  readonly sockets: number;
}

export interface Refused {
  readonly source: string;
  /** A kind of reason ("unreadable", "too-many"), never a sentence: each is a time series of its own. */
  readonly reason: string;
  readonly count: number;
}

/** The one that the app feeds. */
export class Counters implements Gauges {
  isLogWritable = true;
  appendFailures = 0;
  accepted = 0;
  sockets = 0;
  private readonly refusals = new Map<string, Refused>();

  get refused(): readonly Refused[] {
    return [...this.refusals.values()];
  }

  appended(events: number): void {
    this.isLogWritable = true;
    this.accepted += events;
  }

  appendFailed(): void {
    this.isLogWritable = false;
    this.appendFailures += 1;
  }

  refuse(source: string, count: number, reason = 'unreadable'): void {
    const key = JSON.stringify([source, reason]);
    this.refusals.set(key, { source, reason, count: (this.refusals.get(key)?.count ?? 0) + count });
  }

  socketOpened(): void {
    this.sockets += 1;
  }

  socketClosed(): void {
    this.sockets -= 1;
  }
}
