import type { EarshotEvent } from '../domain/event.js';
import type { EventLog } from '../ports/event-log.js';
import { LogUnavailable } from '../ports/event-log.js';
import type { Intake, IntakeAnswer } from '../ports/intake.js';
import type { Pseudonyms } from '../ports/privacy.js';
import type { Millis } from '../domain/time.js';
import type { ErasedNames } from './erased-names.js';
import { protect } from './protect.js';
import { TypedDigits } from './typed-digits.js';

/** Events that may wait for their commit; past it senders are asked to come again. */
const MOST_WAITING = 50_000;
/** Events an entry: what the fold takes in one breath or two. */
const ENTRY = 2_000;
/**
 * From one commit to the next at the least: 190 a second under load. A commit takes half a millisecond, and with it each handful
 * of single events would be a commit, a recall and a step of its own. A door at rest opens at once.
 */
const PACE: Millis = 5;

interface Handed {
  readonly events: readonly EarshotEvent[];
  readonly history: boolean;
  readonly answer: (answer: IntakeAnswer) => void;
}

/** How far the fold is behind the log, in entries. */
export type Lag = () => number;
const MOST_LAG = 2_000;

/** The one door: gathers what arrives while a commit runs into the next entry, and answers when it is durable. */
export class Door implements Intake {
  private waiting: Handed[] = [];
  private waitingEvents = 0;
  private writing = false;
  private readonly typed = new TypedDigits();
  private paced: Promise<unknown> = Promise.resolve();
  /** Events accepted since the start. */
  accepted = 0;

  /** `erased`: who is not to come back. */
  constructor(private readonly log: EventLog, private readonly pseudonyms: Pseudonyms, private readonly lag: Lag, private readonly erased?: Pick<ErasedNames, 'safe'>) {}

  accept(events: readonly EarshotEvent[], { history = false } = {}): Promise<IntakeAnswer> {
    if (events.length === 0) return Promise.resolve({ taken: true, position: this.log.head });
    if (this.waitingEvents >= MOST_WAITING) return Promise.resolve(busy('more events wait to be written than this server takes at once'));
    if (this.lag() > MOST_LAG) return Promise.resolve(busy('the log is ahead of what could be folded'));
    const protectedEvents = this.typed.without(events).map((event) => protect(event, this.pseudonyms));
    const { erased } = this;
    const safe = erased ? protectedEvents.map((event) => erased.safe(event)) : protectedEvents;
    return new Promise((resolve) => {
      this.waiting.push({ events: safe, history, answer: resolve });
      this.waitingEvents += safe.length;
      if (!this.writing) void this.write();
    });
  }

  private async write(): Promise<void> {
    this.writing = true;
    while (this.waiting.length > 0) {
      await this.pace();
      await this.commit(this.gather());
    }
    this.writing = false;
  }

  /** At the least one turn of the loop: what arrives within it belongs into the same entry. */
  private async pace(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.waitingEvents < ENTRY) await this.paced;
    this.paced = new Promise((resolve) => setTimeout(resolve, PACE));
  }

  /** The next entry: in order, one kind at a time, never parting what one sender handed over at once. */
  private gather(): Handed[] {
    const history = this.waiting[0]?.history ?? false;
    let count = 0;
    let events = 0;
    for (const handed of this.waiting) {
      if (handed.history !== history || (count > 0 && events + handed.events.length > ENTRY)) break;
      count += 1;
      events += handed.events.length;
    }
    this.waitingEvents -= events;
    return this.waiting.splice(0, count);
  }

  private async commit(gathered: readonly Handed[]): Promise<void> {
    const { answer, isAway } = await this.append(gathered);
    for (const handed of gathered) handed.answer(answer);
    // Who waits is told now, and not after waiting for an append of their own.
    if (isAway) this.refuseWaiting(answer);
  }

  private refuseWaiting(answer: IntakeAnswer): void {
    this.waitingEvents = 0;
    for (const handed of this.waiting.splice(0)) handed.answer(answer);
  }

  private async append(gathered: readonly Handed[]): Promise<{ readonly answer: IntakeAnswer; readonly isAway: boolean }> {
    const events = gathered.flatMap((handed) => handed.events);
    try {
      const entry = await this.log.append({ kind: 'events', history: gathered[0]?.history ?? false, events });
      this.accepted += events.length;
      return { answer: { taken: true, position: entry.position }, isAway: false };
    } catch (error) {
      const isAway = error instanceof LogUnavailable;
      const reason = (error as Error).message.replace(/\.$/, '');
      return { answer: { taken: false, cause: 'log', retryAfterMs: isAway ? error.retryAfterMs : 1_000, reason }, isAway };
    }
  }
}

function busy(reason: string): IntakeAnswer {
  return { taken: false, cause: 'busy', retryAfterMs: 1_000, reason };
}
