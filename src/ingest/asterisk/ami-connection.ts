import type { EarshotEvent } from '../../domain/event.js';
import { refused as isRefused, type Result } from '../../domain/result.js';
import type { Instant } from '../../domain/time.js';
import type { Clock } from '../../ports/clock.js';
import type { CallProgress, Placed } from '../../ports/dialler.js';
import type { Tap } from '../../ports/recording.js';
import { acceptAgain } from '../accept-again.js';
import { Reordered } from '../in-order.js';
import { gapEvent, Reconnecting, type ReconnectingParts } from '../reconnecting.js';
import type { AmiAddress } from './ami-address.js';
import { field, fieldsOf, keptBlock, nameOf, withField, type AmiBlock } from './ami-block.js';
import { LOGIN, type AmiRecord } from './recorded-ami.js';
import { AmiSession } from './ami-session.js';
import { expectResync, startAmi, type AmiState } from './ami-state.js';
import { isOfCall, Originates } from './originate.js';
import { isRead, translateAmi } from './translate.js';

export interface AmiConnectionParts extends ReconnectingParts {
  readonly address: AmiAddress;
  readonly clock: Clock;
  /** The last event known of this PBX, from an earlier run: what lies between is declared as a gap. */
  readonly since?: Instant | undefined;
  /** What this PBX was called in an earlier run: what it answers to our questions names no PBX. */
  readonly knownAs?: string | undefined;
  /** Told what becomes of the calls that are asked of this PBX. */
  readonly progress?: Pick<CallProgress, 'heard'>;
  readonly tap?: Tap;
}

/** Asked before anything else is: its answer has the PBX's own name, under which all that follows is told. */
const NAME = 'CoreSettings';
/** What a fresh connection asks, to learn what goes on: calls, then waiting callers and agents. */
const QUESTIONS = ['CoreShowChannels', 'QueueStatus'];

const TOO_MANY = 'Too many events wait to be stored, and Asterisk cannot be told to wait. Earshot hangs up, stores what it has, and comes back; queue_log fills the gap.';

/**
 * Keeps one PBX connected: logs in, asks what goes on, hands events to the intake in the order in which they happened,
 * and comes back after every loss, declaring the gap. A PBX cannot be told to wait: when too many events pile up it hangs up on it, and comes back.
 */
export class AmiConnection {
  private state: AmiState;
  private skewMs = 0;
  private gapTold = false;
  private timestampsMissed = false;
  private readonly originates: Originates;
  private readonly ordered = new Reordered<AmiBlock>(stampOf, (blocks) => this.put(blocks.flatMap((block) => this.translate(block))));
  private readonly kept: Reconnecting<AmiSession>;

  constructor(private readonly parts: AmiConnectionParts) {
    this.originates = new Originates(parts.progress ?? { heard: async () => false });
    const unnamed = startAmi(parts.address.name);
    this.state = { ...unnamed, source: parts.knownAs ?? unnamed.source, lastAt: parts.since ?? 0 };
    this.kept = new Reconnecting(parts, (ended) => new AmiSession(parts.address, {
      loggedIn: () => this.loggedIn(),
      blocks: (blocks) => this.heard(blocks),
      oversized: (count) => parts.report.refused(`Asterisk sent ${count === 1 ? 'a block that was' : `${count} blocks that were`} larger than any event is; left out.`),
      ended: (reason) => {
        this.originates.lost(reason);
        this.ordered.end();
        ended(reason);
      },
    }, { silenceMs: parts.limits?.silenceMs ?? 60_000 }));
  }

  start(): void {
    this.kept.start();
  }

  /** Hangs up, and waits until everything that was heard is durable. */
  stop(): Promise<void> {
    return this.kept.stop();
  }

  /** The name of its PBX, as far as it is known. */
  get source(): string {
    return this.state.source;
  }

  /** A block that was refused, once more, to the calls as they are now. */
  async retry(sent: unknown): Promise<Result<number>> {
    const block = keptBlock(sent);
    if (block === undefined || !isRead(nameOf(block))) return isRefused('It is no event that is read. Mend what its reason says at the PBX; then drop it from this list.');
    const { state, events, refused: [again] } = translateAmi(this.state, block);
    if (again !== undefined) return isRefused(again.reason);
    this.state = state;
    return acceptAgain(this.parts.intake, events);
  }

  /** Asks this PBX for a call; `action` is an Originate whose ActionID names it. */
  async originate(id: string, action: Readonly<Record<string, string>>): Promise<Placed> {
    const { session } = this.kept;
    if (session?.isIn !== true) return { is: 'refused', reason: 'Asterisk is not connected' };
    const answer = this.originates.begin(id);
    session.ask(action);
    return answer;
  }

  /** Whether that call is known to be on. */
  hasCall(id: string): boolean {
    return this.state.calls.has(id);
  }

  private loggedIn(): void {
    this.kept.succeeded();
    this.gapTold = false;
    this.parts.report.connected(this.state.source);
    this.state = expectResync(this.state);
    this.tapped(LOGIN);
    const { session } = this.kept;
    session?.ask({ Action: NAME, ActionID: NAME });
    session?.ask({ Action: 'Ping', ActionID: 'clock' });
    for (const question of QUESTIONS) session?.ask({ Action: question, ActionID: question });
  }

  private tapped(sent: AmiRecord): void {
    this.parts.tap?.heard({ at: this.parts.clock.now(), source: this.state.source, way: 'asterisk', sent });
  }

  private heard(blocks: readonly AmiBlock[]): void {
    for (const block of blocks) {
      if (!this.isToRead(block)) continue;
      const stamped = this.stamped(block);
      // What answers our questions is true of when it was said: nothing that comes behind it may be taken for older.
      if (stamped === block && field(block, 'ActionID') === undefined) this.ordered.put([block]);
      else this.ordered.pass(stamped);
    }
  }

  /** False for what is no event, or none that is read: it is dealt with here. */
  private isToRead(block: AmiBlock): boolean {
    const name = nameOf(block);
    if (isOfCall(block)) this.originates.heard(block);
    else if (name === 'Response' && field(block, 'Ping') !== undefined) this.put(this.pong(block));
    else if (name === 'Response' && field(block, 'AsteriskVersion') !== undefined) this.named(field(block, 'SystemName'));
    else if (name === 'Response') this.parts.report.refused(`Asterisk refused a question (${field(block, 'Message') ?? 'no reason given'}). Give the manager user write = reporting in manager.conf.`, fieldsOf(block));
    else if (isRead(name)) return true;
    else this.parts.report.ignored(name);
    return false;
  }

  /** Without `systemname` it goes by its address, whatever it was called before. */
  private named(systemName: string | undefined): void {
    const { source } = startAmi(systemName ?? this.parts.address.name);
    if (source === this.state.source) return;
    this.state = { ...this.state, source };
    this.parts.report.renamed(source);
  }

  private translate(block: AmiBlock): readonly EarshotEvent[] {
    this.tapped(fieldsOf(block));
    const { state, events, refused } = translateAmi(this.state, block);
    if (state.source !== this.state.source) this.parts.report.renamed(state.source);
    this.state = state;
    for (const { reason } of refused) this.parts.report.refused(reason, fieldsOf(block));
    return events;
  }

  private put(events: readonly EarshotEvent[]): void {
    this.kept.put(events, TOO_MANY);
  }

  /** The PBX's clock, which the answers to our questions are true by; with it the gap can be told. */
  private pong(block: AmiBlock): readonly EarshotEvent[] {
    const stamp = stampOf(block);
    if (stamp !== undefined) {
      const at = Math.floor(stamp * 1_000);
      this.skewMs = this.parts.clock.now() - at;
      // A PBX on which nothing happens was listened to all the same: no gap begins before this.
      this.state = { ...this.state, lastAt: Math.max(this.state.lastAt, at) };
      this.parts.report.alive(at);
    }
    const { lostAt } = this.state.resync ?? { lostAt: 0 };
    if (this.gapTold || lostAt === 0) return [];
    this.gapTold = true;
    const to = Math.max(lostAt, this.parts.clock.now() - this.skewMs);
    const { source } = this.state;
    this.parts.report.gap(lostAt, to);
    return [gapEvent(source, lostAt, to)];
  }

  private stamped(block: AmiBlock): AmiBlock {
    const now = this.parts.clock.now();
    const stamp = stampOf(block);
    if (stamp !== undefined) {
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

/** The instant that Asterisk tells, in seconds with microseconds: threads of its own write events, and may overtake each other. */
function stampOf(block: AmiBlock): number | undefined {
  const stamp = Number(field(block, 'Timestamp') ?? Number.NaN);
  return Number.isFinite(stamp) ? stamp : undefined;
}
