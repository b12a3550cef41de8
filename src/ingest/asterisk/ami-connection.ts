import type { EarshotEvent } from '../../domain/event.js';
import type { Instant, Millis } from '../../domain/time.js';
import type { Clock } from '../../ports/clock.js';
import type { Intake } from '../../ports/intake.js';
import type { AmiAddress } from './ami-address.js';
import { field, nameOf, withField, type AmiBlock } from './ami-block.js';
import type { AmiReport, Wait } from './ami-report.js';
import { AmiSession } from './ami-session.js';
import { expectResync, startAmi, type AmiState } from './ami-state.js';
import { backOff } from './back-off.js';
import { Outbox, type OutboxLimits } from './outbox.js';
import { isRead, translateAmi } from './translate.js';

export interface AmiConnectionParts {
  readonly address: AmiAddress;
  readonly intake: Intake;
  readonly report: AmiReport;
  readonly clock: Clock;
  readonly random: () => number;
  readonly wait: Wait;
  /** The last event known of this PBX, from an earlier run: what lies between is declared as a gap. */
  readonly since?: Instant | undefined;
  readonly limits?: Partial<OutboxLimits & { silenceMs: Millis }>;
}

/** What a fresh connection asks, to learn what goes on: calls, then waiting callers and agents. */
const QUESTIONS = ['CoreShowChannels', 'QueueStatus'];

/**
 * Keeps one PBX connected: logs in, asks what goes on, hands events to the intake, and comes back after every loss,
 * declaring the gap. A PBX cannot be told to wait: when too many events pile up it hangs up on it, and comes back.
 */
export class AmiConnection {
  private state: AmiState;
  private session: AmiSession | undefined;
  private skewMs = 0;
  private failures = 0;
  private gapTold = false;
  private timestampsMissed = false;
  private readonly stopping = new AbortController();
  private readonly outbox: Outbox;
  private running: Promise<void> | undefined;

  constructor(private readonly parts: AmiConnectionParts) {
    this.state = { ...startAmi(parts.address.name), lastAt: parts.since ?? 0 };
    const limits = { most: parts.limits?.most ?? 20_000, batch: parts.limits?.batch ?? 1_000 };
    this.outbox = new Outbox(parts.intake, parts.wait, limits, (count) => parts.report.delivered(count), (reason) => parts.report.postponed(reason));
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Hangs up, and waits until everything that was heard is durable. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.session?.close('Earshot stops.');
    await this.running;
    await this.outbox.emptied();
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const reason = await this.connectOnce();
      const retryInMs = signal.aborted ? undefined : backOff(this.failures++, this.parts.random);
      this.parts.report.disconnected(reason, retryInMs);
      if (retryInMs !== undefined) await this.parts.wait(retryInMs, signal);
      // Coming back with a full outbox would only overflow it again.
      if (!signal.aborted) await this.outbox.emptied();
    }
  }

  /** Resolves with the reason when the connection is over. */
  private connectOnce(): Promise<string> {
    return new Promise((resolve) => {
      this.session = new AmiSession(this.parts.address, {
        loggedIn: () => this.loggedIn(),
        blocks: (blocks) => this.heard(blocks),
        ended: resolve,
      }, { silenceMs: this.parts.limits?.silenceMs ?? 60_000 });
    });
  }

  private loggedIn(): void {
    this.failures = 0;
    this.gapTold = false;
    this.parts.report.connected(this.state.source);
    this.state = expectResync(this.state);
    this.session?.ask({ Action: 'Ping', ActionID: 'clock' });
    for (const question of QUESTIONS) this.session?.ask({ Action: question, ActionID: question });
  }

  private heard(blocks: readonly AmiBlock[]): void {
    const events = blocks.flatMap((block) => [...this.translate(block)]);
    this.outbox.put(events);
    if (this.outbox.isFull) this.session?.close('Too many events wait to be stored, and Asterisk cannot be told to wait. Earshot hangs up, stores what it has, and comes back; queue_log fills the gap.');
  }

  private translate(block: AmiBlock): readonly EarshotEvent[] {
    const name = nameOf(block);
    if (name === 'Response' && field(block, 'Ping') !== undefined) return this.pong(block);
    if (name === 'Response') {
      this.parts.report.refused(`Asterisk refused a question (${field(block, 'Message') ?? 'no reason given'}). Give the manager user write = reporting in manager.conf.`);
      return [];
    }
    if (!isRead(name)) {
      this.parts.report.ignored(name);
      return [];
    }
    const { state, events, refused } = translateAmi(this.state, this.stamped(block));
    if (state.source !== this.state.source) this.parts.report.renamed(state.source);
    this.state = state;
    for (const { reason } of refused) this.parts.report.refused(reason);
    return events;
  }

  /** The PBX's clock, which the answers to our questions are true by; with it the gap can be told. */
  private pong(block: AmiBlock): readonly EarshotEvent[] {
    const stamp = Number(field(block, 'Timestamp') ?? Number.NaN);
    if (Number.isFinite(stamp)) {
      const at = Math.floor(stamp * 1_000);
      this.skewMs = this.parts.clock.now() - at;
      // A PBX on which nothing happens was listened to all the same: no gap begins before this.
      this.state = { ...this.state, lastAt: Math.max(this.state.lastAt, at) };
    }
    const { lostAt } = this.state.resync ?? { lostAt: 0 };
    if (this.gapTold || lostAt === 0) return [];
    this.gapTold = true;
    const to = Math.max(lostAt, this.parts.clock.now() - this.skewMs);
    const { source } = this.state;
    this.parts.report.gap(lostAt, to);
    return [{ id: `gap:${lostAt}:${to}`, source, type: 'source.gap', time: to, subject: source, data: { from: lostAt, to } }];
  }

  private stamped(block: AmiBlock): AmiBlock {
    const now = this.parts.clock.now();
    const stamp = Number(field(block, 'Timestamp') ?? Number.NaN);
    if (Number.isFinite(stamp)) {
      this.skewMs = now - Math.floor(stamp * 1_000);
      this.parts.report.heard(now - this.skewMs, this.skewMs);
      return block;
    }
    if (field(block, 'ActionID') === undefined) this.warnOfMissingTimestamps();
    return withField(block, 'Timestamp', String((now - this.skewMs) / 1_000));
  }

  private warnOfMissingTimestamps(): void {
    if (this.timestampsMissed) return;
    this.timestampsMissed = true;
    this.parts.report.refused('Asterisk sends events without a Timestamp, so they count from when they arrive. Set timestampevents = yes in manager.conf and run "manager reload".');
  }
}
