import type { EarshotEvent } from '../../domain/event.js';
import { refused as isRefused, type Result } from '../../domain/result.js';
import type { Instant, Millis } from '../../domain/time.js';
import type { Clock } from '../../ports/clock.js';
import type { Tap } from '../../ports/recording.js';
import { acceptAgain } from '../accept-again.js';
import { Reordered, TICK } from '../in-order.js';
import { gapEvent, Reconnecting, type ReconnectingParts } from '../reconnecting.js';
import type { EslAddress } from './esl-address.js';
import { eventOf, nameOf, sequenceOf, timeOf, type EslEvent, type EslMessage } from './esl-event.js';
import { recordOf } from './recorded-esl.js';
import { EslSession } from './esl-session.js';
import { ALL_ANSWERED, MEMBERS, QUESTIONS, queuesIn } from './resync.js';
import { expectResync, startEsl, type EslState } from './state.js';
import { isError } from './tables.js';
import { isRead, SUBSCRIPTION, translateEsl } from './translate.js';
import { TYPING } from './typing.js';

export interface EslConnectionParts extends ReconnectingParts {
  readonly address: EslAddress;
  readonly clock: Clock;
  /** The last event known of this switch, from an earlier run: what lies between is declared as a gap. */
  readonly since?: Instant | undefined;
  readonly tap?: Tap;
}

const TOO_MANY = 'Too many events wait to be stored, and FreeSWITCH cannot be told to wait. Earshot hangs up, stores what it has, and comes back; what it missed is declared as a gap.';

/**
 * Keeps one switch connected: logs in, subscribes, asks what goes on, hands events to the intake in the order in
 * which they happened, and comes back after every loss, declaring the gap.
 */
export class EslConnection {
  private state: EslState;
  /** How far our clock is ahead of the switch's; undefined until it has told the time. */
  private skewMs: Millis | undefined;
  private gapTold = false;
  private settling: NodeJS.Timeout | undefined;
  private readonly ordered = new Reordered<EslEvent>(sequenceOf, (events) => this.put(events.flatMap((event) => this.translate(event))));
  private readonly kept: Reconnecting<EslSession>;

  constructor(private readonly parts: EslConnectionParts) {
    this.state = { ...startEsl(parts.address.name), lastAt: parts.since ?? 0 };
    const limits = { silenceMs: parts.limits?.silenceMs ?? 60_000 };
    this.kept = new Reconnecting(parts, (ended) => new EslSession(parts.address, {
      loggedIn: () => this.loggedIn(),
      events: (events) => this.ordered.put(events),
      oversized: (count) => parts.report.refused(`FreeSWITCH sent ${count} messages that were larger than any event is; they were left out.`),
      ended: (reason) => this.ended(reason, ended),
    }, () => this.askTime(), limits));
  }

  start(): void {
    this.kept.start();
  }

  /** Hangs up, and waits until everything that was heard is durable. */
  stop(): Promise<void> {
    return this.kept.stop();
  }

  /** The name of its switch, as far as it is known. */
  get source(): string {
    return this.state.source;
  }

  /** An event that was refused, once more, to the calls as they are now. */
  async retry(sent: unknown): Promise<Result<number>> {
    const event = eventOf(sent);
    if (event === undefined) return isRefused('It is no event of FreeSWITCH\'s, and cannot be read again.');
    const { state, events, refused: [again] } = translateEsl(this.state, { kind: 'event', event });
    if (again !== undefined) return isRefused(again.reason);
    this.state = state;
    return acceptAgain(this.parts.intake, events);
  }

  private loggedIn(): void {
    this.kept.succeeded();
    this.gapTold = false;
    this.state = expectResync(this.state);
    this.kept.session?.send(SUBSCRIPTION, (reply) => {
      if (!reply.startsWith('+OK')) this.parts.report.refused(`FreeSWITCH refused the subscription to its events (${reply}). A directory user needs esl-allowed-events for it; or log in with the event socket's own password.`);
    });
    this.ask('switchname', (name) => this.named(name.trim()));
    this.askTime();
    for (const question of QUESTIONS) this.ask(question, (text) => this.answered(question, text));
  }

  private named(name: string): void {
    if (!this.state.isNamed && name !== '' && !isError(name)) this.state = { ...this.state, source: `freeswitch/${name}` };
    this.parts.report.connected(this.state.source);
  }

  private answered(question: string, text: string): void {
    this.take({ kind: 'answer', question, text, at: this.now });
    if (question !== QUESTIONS.at(-1)) return;
    const members = queuesIn(text).map((queue) => `${MEMBERS}${queue}`);
    for (const each of members) this.ask(each, (rows) => this.answered(each, rows));
    // Answered behind all of these, because answers come in order.
    this.ask('strepoch', () => this.take({ kind: 'answer', question: ALL_ANSWERED, text: '', at: this.now }));
  }

  private ask(question: string, answered: (text: string) => void): void {
    this.kept.session?.send(`api ${question}`, answered);
  }

  /** A sign of life, and the switch's clock; with it the gap can be told. */
  private askTime(): void {
    this.ask('strepoch', (text) => {
      const at = /^\d{9,11}$/.test(text.trim()) ? Number(text) * 1_000 : this.now;
      this.skewMs ??= this.parts.clock.now() - at;
      // A switch on which nothing happens was listened to all the same: no gap begins before this.
      const { lostAt } = this.state.resync ?? { lostAt: 0 };
      this.state = { ...this.state, lastAt: Math.max(this.state.lastAt, at) };
      this.parts.report.alive(at);
      this.take({ kind: 'answer', question: 'strepoch', text, at: Math.max(at, this.now) });
      if (!this.gapTold && lostAt > 0) this.tellGap(lostAt, Math.max(lostAt, at));
    });
  }

  private tellGap(from: Instant, to: Instant): void {
    this.gapTold = true;
    this.parts.report.gap(from, to);
    this.put([gapEvent(this.state.source, from, to)]);
  }

  private ended(reason: string, tell: (reason: string) => void): void {
    this.ordered.end();
    clearTimeout(this.settling);
    this.settling = undefined;
    tell(reason);
  }

  private translate(event: EslEvent): readonly EarshotEvent[] {
    const name = nameOf(event);
    if (!isRead(name)) {
      this.parts.report.ignored(name);
      return [];
    }
    const at = timeOf(event);
    if (at !== undefined) {
      const skewMs = this.parts.clock.now() - at;
      this.skewMs = skewMs;
      this.parts.report.heard(at, skewMs);
    }
    return this.translated({ kind: 'event', event });
  }

  private take(message: EslMessage): void {
    this.put(this.translated(message));
  }

  private translated(message: EslMessage): readonly EarshotEvent[] {
    this.parts.tap?.heard({ at: this.parts.clock.now(), source: this.state.source, way: 'freeswitch', sent: recordOf(message) });
    const { state, events, refused } = translateEsl(this.state, message);
    if (state.source !== this.state.source) this.parts.report.renamed(state.source);
    this.state = state;
    for (const { reason } of refused) this.parts.report.refused(reason, message.kind === 'event' ? Object.fromEntries(message.event.fields) : undefined);
    // Whether a key was alone only time tells, and on a quiet switch nothing else does.
    if (state.typing.size > 0) this.settling ??= setTimeout(() => this.settle(), TYPING + 2 * TICK);
    return events;
  }

  private settle(): void {
    this.settling = undefined;
    this.askTime();
  }

  private put(events: readonly EarshotEvent[]): void {
    this.kept.put(events, TOO_MANY);
  }

  /** The switch's clock. */
  private get now(): Instant {
    return this.parts.clock.now() - (this.skewMs ?? 0);
  }
}
