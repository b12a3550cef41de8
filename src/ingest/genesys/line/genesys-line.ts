import { ok } from '../../../domain/result.js';
import type { Result } from '../../../domain/result.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../../domain/time.js';
import type { Instant, Millis } from '../../../domain/time.js';
import type { Clock } from '../../../ports/clock.js';
import type { Tap } from '../../../ports/recording.js';
import { acceptAgain } from '../../accept-again.js';
import { gapEvent, Reconnecting } from '../../reconnecting.js';
import type { ReconnectingParts } from '../../reconnecting.js';
import type { Fields } from '../fields.js';
import { PlatformApi } from './platform-api.js';
import type { Account } from './platform-api.js';
import { LineReading } from './reading.js';
import type { LineThing } from './reading.js';
import { GenesysSession } from './session.js';
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
  readonly tap?: Tap;
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
const TOO_MANY = 'Too many events wait to be stored, and Genesys Cloud cannot be told to wait. Earshot hangs up, stores what it has, comes back, and asks for what it missed.';

/**
 * Listens to an organization's queues and agents, and every few minutes asks for the conversations of that time: what
 * happened outside of queues, what a queue's line does not tell, and what was missed. Both speak in detail events, under the same ids.
 */
export class GenesysLine {
  readonly source: string;
  private readonly reading: LineReading;
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
    this.reading = new LineReading(parts.source);
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
    const again = this.reading.again(sent);
    if (!again.ok) return again;
    return again.value.length === 0 ? ok(0) : acceptAgain(this.parts.intake, again.value);
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
    this.take({ is: 'notice', topic, body, at: now });
  }

  private take(thing: LineThing): void {
    const read = this.reading.read(thing);
    if (read === undefined) return this.parts.report.ignored(thing.is === 'notice' ? thing.topic : thing.is);
    this.parts.tap?.heard({ at: this.parts.clock.now(), source: this.source, way: 'genesys-line', sent: thing });
    for (const { reason, detail } of read.refused) this.parts.report.refused(reason, detail as object);
    if (read.events.length > 0) this.kept.put(read.events, TOO_MANY);
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
      for (const conversation of page) this.take({ is: 'history', conversation });
      // Days of history must not crowd out what is heard now.
      await this.kept.emptied();
    }
    const { agents } = topicsOf(this.parts.watched());
    const users = agents.length === 0 ? [] : await this.api.users(agents);
    for (const body of users) this.take({ is: 'user', body, at: to });
    this.sweptUntil = to;
  }
}
