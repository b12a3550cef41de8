import { ok, refused as isRefused } from '../../../domain/result.js';
import type { Result } from '../../../domain/result.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../../domain/time.js';
import type { Instant, Millis } from '../../../domain/time.js';
import type { Clock } from '../../../ports/clock.js';
import { acceptAgain } from '../../accept-again.js';
import { gapEvent, Reconnecting } from '../../reconnecting.js';
import type { ReconnectingParts } from '../../reconnecting.js';
import type { Fields } from '../fields.js';
import { startGenesys } from '../state.js';
import type { GenesysState } from '../state.js';
import { translateGenesys } from '../translate.js';
import { detailsOf } from './connection.js';
import { historyIn } from './history.js';
import { PlatformApi } from './platform-api.js';
import type { Account } from './platform-api.js';
import { GenesysSession } from './session.js';
import { seenIn, snapshotIn } from './snapshot.js';
import type { Seen, Snapshot } from './snapshot.js';
import { ToldAlready } from './told-already.js';
import { topicsOf } from './topics.js';
import type { Watched } from './topics.js';

export interface GenesysLineParts extends ReconnectingParts {
  readonly account: Account;
  readonly source: string;
  readonly clock: Clock;
  /** What the settings name now. */
  readonly watched: () => Watched;
  /** Until when it was listened to in an earlier run. */
  readonly since: Instant | undefined;
  /** A sentence for whoever runs this. */
  readonly note: (sentence: string) => void;
  readonly sweepMs?: Millis;
  readonly renewMs?: Millis;
}

const SWEEP: Millis = 5 * MINUTE;
/** What the platform's history learns late is asked for once more. */
const OVERLAP: Millis = 10 * MINUTE;
/** Of what went on before it was first listened to. */
const FIRST_LOOK: Millis = HOUR;
/** The platform answers for so long a time at once. */
const LONGEST_LOOK: Millis = 7 * DAY;
const MOST_SEEN = 5_000;
const TOO_MANY = 'Too many events wait to be stored, and Genesys Cloud cannot be told to wait. Earshot hangs up, stores what it has, comes back, and asks for what it missed.';

/**
 * Listens to an organization's queues and agents, and every few minutes asks for the conversations of that time: what
 * happened outside of queues, what a queue's line does not tell, and what was missed. Both speak in detail events, under the same ids.
 */
export class GenesysLine {
  readonly source: string;
  private state: GenesysState;
  private readonly told = new ToldAlready();
  private readonly seen = new Map<string, Seen>();
  private readonly stopping = new AbortController();
  private readonly api: PlatformApi;
  private readonly kept: Reconnecting<GenesysSession>;
  private topics: readonly string[] = [];
  private aliveAt: Instant | undefined;
  private sweptUntil: Instant | undefined;
  private sweeping: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly parts: GenesysLineParts) {
    this.source = parts.source;
    this.state = startGenesys(parts.source);
    this.aliveAt = parts.since;
    this.sweptUntil = parts.since;
    this.api = new PlatformApi(parts.account, parts.clock, parts.wait, this.stopping.signal);
    this.kept = new Reconnecting(parts, (ended) => new GenesysSession({
      api: this.api, clock: parts.clock, topics: () => this.chosen(), silenceMs: parts.limits?.silenceMs ?? 90 * SECOND, renewMs: parts.renewMs ?? 23 * HOUR,
      connected: () => this.connected(), alive: () => this.alive(), heard: (topic, body) => this.heard(topic, body), ended,
    }));
  }

  start(): void {
    this.kept.start();
    this.timer = setInterval(() => this.lookAgain(), this.parts.sweepMs ?? SWEEP);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    await this.sweeping;
    await this.kept.stop();
  }

  /** A detail that was refused, once more. */
  async retry(sent: unknown): Promise<Result<number>> {
    const { state, events, refused: [again] } = translateGenesys(this.state, [sent]);
    if (again !== undefined) return isRefused(again.reason);
    this.state = state;
    return events.length === 0 ? ok(0) : acceptAgain(this.parts.intake, events);
  }

  private chosen(): readonly string[] {
    const { topics, problem } = topicsOf(this.parts.watched());
    if (problem !== undefined && topics.join() !== this.topics.join()) this.parts.note(problem);
    this.topics = topics;
    return topics;
  }

  private connected(): void {
    this.kept.succeeded();
    this.parts.report.connected(this.source);
    const now = this.parts.clock.now();
    if (this.aliveAt !== undefined) this.tellGap(this.aliveAt, Math.max(this.aliveAt, now));
    this.alive();
    this.sweep();
  }

  private tellGap(from: Instant, to: Instant): void {
    this.parts.report.gap(from, to);
    this.kept.put([gapEvent(this.source, from, to)], TOO_MANY);
  }

  private alive(): void {
    this.aliveAt = this.parts.clock.now();
    this.parts.report.alive(this.aliveAt);
  }

  private heard(topic: string, body: Fields): void {
    const now = this.parts.clock.now();
    this.aliveAt = now;
    this.parts.report.heard(now, 0);
    if (topic.startsWith('v2.users.')) return this.take([{ topicName: topic, eventBody: body, timestamp: now }]);
    const snapshot = topic.startsWith('v2.routing.queues.') ? snapshotIn(body, now, this.seen.get(String(body['id'])) ?? new Map()) : undefined;
    if (snapshot === undefined) return this.parts.report.ignored(topic);
    this.note(snapshot);
    this.tell(snapshot);
  }

  private note({ conversation, connections }: Snapshot): void {
    this.seen.delete(conversation);
    this.seen.set(conversation, seenIn(connections));
    if (this.seen.size > MOST_SEEN) this.seen.delete(this.seen.keys().next().value as string);
  }

  private tell({ conversation, connections }: Snapshot): void {
    this.take(this.told.fresh(conversation, detailsOf(conversation, connections)));
  }

  private take(details: readonly object[]): void {
    if (details.length === 0) return;
    const { state, events, refused } = translateGenesys(this.state, details);
    this.state = state;
    for (const { reason, index } of refused) this.parts.report.refused(reason, details[index]);
    this.kept.put(events, TOO_MANY);
  }

  private lookAgain(): void {
    if (topicsOf(this.parts.watched()).topics.join() !== this.topics.join()) this.kept.session?.renew();
    this.sweep();
  }

  /** One at a time: while the platform is slow the next one asks for more. */
  private sweep(): void {
    if (this.sweeping !== undefined || this.stopping.signal.aborted) return;
    this.sweeping = this.look().catch((error: Error) => {
      if (!this.stopping.signal.aborted) this.parts.note(`Conversations of Genesys Cloud could not be asked for: ${error.message}`);
    }).finally(() => { this.sweeping = undefined; });
  }

  private async look(): Promise<void> {
    const to = this.parts.clock.now();
    const from = Math.max(to - LONGEST_LOOK, (this.sweptUntil ?? to - FIRST_LOOK) - OVERLAP);
    for await (const page of this.api.conversations(from, to)) {
      for (const conversation of page) {
        const snapshot = historyIn(conversation);
        if (snapshot !== undefined) this.tell(snapshot);
      }
      // Days of history must not crowd out what is heard now.
      await this.kept.emptied();
    }
    const { agents } = topicsOf(this.parts.watched());
    const users = agents.length === 0 ? [] : await this.api.users(agents);
    this.take(users.map((body) => ({ topicName: `v2.users.${String(body['id'])}.activity`, eventBody: body, timestamp: to })));
    this.sweptUntil = to;
  }
}
