import type { EarshotEvent } from '../domain/event.js';
import type { Instant, Millis } from '../domain/time.js';
import type { Intake } from '../ports/intake.js';
import { backOff } from './back-off.js';
import type { ConnectionReport, Wait } from './connection-report.js';
import { Outbox, type OutboxLimits } from './outbox.js';

export interface ReconnectingParts {
  readonly intake: Intake;
  readonly report: ConnectionReport;
  readonly random: () => number;
  readonly wait: Wait;
  readonly limits?: Partial<OutboxLimits & { silenceMs: Millis }>;
}

export interface Session {
  close(reason: string): void;
}

/**
 * Keeps one connection to a platform that cannot be told to wait: opens it, comes back after every loss, later each
 * time it fails, and hangs up itself when more events pile up than can be stored.
 */
export class Reconnecting<Opened extends Session> {
  private current: Opened | undefined;
  private failures = 0;
  private readonly stopping = new AbortController();
  private readonly outbox: Outbox;
  private running: Promise<void> | undefined;

  /** `open` begins a session, which calls `ended` once, with a sentence. */
  constructor(private readonly parts: ReconnectingParts, private readonly open: (ended: (reason: string) => void) => Opened) {
    const limits = { most: parts.limits?.most ?? 20_000, batch: parts.limits?.batch ?? 1_000 };
    this.outbox = new Outbox(parts.intake, parts.wait, limits, (count) => parts.report.delivered(count), (reason) => parts.report.postponed(reason));
  }

  get session(): Opened | undefined {
    return this.current;
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Hangs up, and waits until everything that was heard is durable. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.current?.close('Earshot stops.');
    await this.running;
    await this.outbox.emptied();
  }

  /** The platform has let us in: the next failure is a first one again. */
  succeeded(): void {
    this.failures = 0;
  }

  /** Resolves when all that was put is durable: for who can wait, as asking for history can. */
  emptied(): Promise<void> {
    return this.outbox.emptied();
  }

  put(events: readonly EarshotEvent[], whenFull: string): void {
    this.outbox.put(events);
    if (this.outbox.isFull) this.current?.close(whenFull);
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const reason = await new Promise<string>((resolve) => { this.current = this.open(resolve); });
      const retryInMs = signal.aborted ? undefined : backOff(this.failures++, this.parts.random);
      this.parts.report.disconnected(reason, retryInMs);
      if (retryInMs !== undefined) await this.parts.wait(retryInMs, signal);
      // Coming back with a full outbox would only overflow it again.
      if (!signal.aborted) await this.outbox.emptied();
    }
  }
}

/** Nothing was heard of the source from then to then, by its own clock. */
export function gapEvent(source: string, from: Instant, to: Instant): EarshotEvent {
  return { id: `gap:${from}:${to}`, source, type: 'source.gap', time: to, subject: source, data: { from, to } };
}
