import { keyFor } from '../access/seal.js';
import type { SealingKeys } from '../access/sealing.js';
import type { Floor } from '../domain/floor.js';
import { MINUTE, SECOND } from '../domain/time.js';
import type { Millis } from '../domain/time.js';
import type { Carrier } from '../ports/carrier.js';
import type { Clock } from '../ports/clock.js';
import type { Intake } from '../ports/intake.js';
import type { LiveStep } from '../ports/live-state.js';
import type { NumberBook } from '../ports/numbers.js';
import type { Pseudonyms } from '../ports/privacy.js';
import type { Invitations } from '../ports/surveys.js';
import { Call } from './call.js';
import { change } from './change.js';
import { Inbox } from './inbox.js';
import { cancelled, expired } from './invitation.js';
import { FRESH } from './occasion.js';
import type { Ended } from './occasion.js';
import { Outbox } from './outbox.js';
import { Planner } from './planner.js';
import { drawOf } from './sampling.js';
import { Teller } from './teller.js';

export interface SurveysParts {
  readonly invitations: Invitations;
  readonly twilio: Carrier;
  readonly intake: Intake;
  readonly numbers: NumberBook;
  readonly pseudonyms: Pseudonyms;
  /** From which the key that draws is derived. */
  readonly secret: Buffer;
  readonly sealing: Pick<SealingKeys, 'for'>;
  readonly clock: Clock;
  readonly floor: () => Floor;
  /** Contacts of the last days that are over, newest first: what a study that begins now may still ask about. */
  readonly recently: () => AsyncIterable<Ended>;
  readonly callbackUrl: string;
  readonly note: (sentence: string) => void;
  readonly lookUpMs?: Millis;
}

const A_ROUND = 200;
/** Contacts that wait to be considered; past it the newest are passed over. */
const MOST_WAITING = 10_000;
const SENDS: Millis = SECOND;
const LOOKS_UP: Millis = 5 * SECOND;
const EXPIRES: Millis = 10 * SECOND;
const LOOKS_BACK: Millis = 15 * MINUTE;

/** The customer's voice: who is asked, sent out, heard, and told to the log. Runs beside the server. */
export class Surveys {
  readonly inbox: Inbox;
  readonly call: Call;
  private readonly planner: Planner;
  private readonly outbox: Outbox;
  private readonly teller: Teller;
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly running = new Map<string, Promise<void>>();
  private waiting: Ended[] = [];
  private said = '';
  private stopping = false;

  constructor(private readonly parts: SurveysParts) {
    const seal = parts.sealing.for('earshot survey numbers');
    const key = keyFor(parts.secret, 'earshot survey draws');
    this.planner = new Planner({ ...parts, seal, draw: (...about) => drawOf(key, ...about) });
    this.outbox = new Outbox({ ...parts, seal, carrier: parts.twilio });
    this.inbox = new Inbox(parts);
    this.call = new Call(parts);
    this.teller = new Teller(parts.invitations, parts.intake);
  }

  /** Once the state is restored: what was being sent when the last server ended is looked up first. */
  start(): void {
    this.every(SENDS, 'sending', () => this.outbox.send());
    this.every(SENDS, 'telling', () => this.teller.tell());
    this.every(LOOKS_UP, 'looking up', () => this.outbox.lookUp());
    this.every(EXPIRES, 'expiring', () => this.expire());
    this.run('looking back', () => this.lookBack(true));
    this.every(LOOKS_BACK, 'looking back', () => this.lookBack());
    this.every(LOOKS_BACK, 'forgetting', () => this.parts.invitations.forget(this.parts.clock.now()));
  }

  /** Contacts as they change. Only what is new now is asked about, never what a replay tells. */
  heed({ live, now, contacts }: Pick<LiveStep, 'live' | 'now' | 'contacts'>): void {
    const { surveys } = this.parts.floor();
    if (!live || surveys.sender === undefined) return;
    for (const { contact, flags, kept } of contacts) {
      if (contact.endedAt === undefined || contact.endedAt < now - FRESH || this.waiting.length >= MOST_WAITING) continue;
      this.waiting.push({ contact, flags, events: kept.events });
    }
    if (this.waiting.length > 0) this.run('planning', () => this.plan());
  }

  async stop(): Promise<void> {
    this.stopping = true;
    for (const timer of this.timers) clearInterval(timer);
    await Promise.all(this.running.values());
  }

  private async plan(): Promise<void> {
    for (let ended = this.waiting[0]; ended !== undefined && !this.stopping; ended = this.waiting[0]) {
      await this.planner.consider(ended);
      this.waiting.shift();
    }
  }

  /**
   * Studies that began after their contacts ended, as far as numbers are still known; at the start also whoever hung up while
   * no server was there to ask.
   */
  private async lookBack(isStart = false): Promise<void> {
    const { sender, programmes } = this.parts.floor().surveys;
    if (sender === undefined || (!isStart && Object.values(programmes).every(({ kind }) => kind === 'persistent'))) return;
    const fresh = this.parts.clock.now() - FRESH;
    for await (const ended of this.parts.recently()) {
      if (this.stopping) return;
      const isFresh = (ended.contact.endedAt ?? -Infinity) >= fresh;
      await this.planner.consider(ended, (rule) => isFresh || rule.kind !== 'persistent');
    }
  }

  private async expire(): Promise<void> {
    const { invitations, clock } = this.parts;
    for (const { invitation } of await invitations.overdue(clock.now(), A_ROUND)) {
      await change(invitations, invitation.id, (each) => {
        if (each.expiresAt > clock.now()) return each;
        return each.delivery === 'planned' ? cancelled(each, 'its time was over before it could be sent') : expired(each, clock.now());
      });
    }
  }

  private every(millis: Millis, what: string, work: () => Promise<unknown>): void {
    this.timers.push(setInterval(() => this.run(what, work), millis));
    this.run(what, work);
  }

  /** One of its kind at a time. What fails is tried again at the next turn. */
  private run(what: string, work: () => Promise<unknown>): void {
    if (this.stopping || this.running.has(what)) return;
    const running = work().then(() => undefined, (error: Error) => this.noteOnce(`Surveys: ${what} failed and is tried again: ${error.message}`))
      .finally(() => this.running.delete(what));
    this.running.set(what, running);
  }

  private noteOnce(sentence: string): void {
    if (sentence !== this.said) this.parts.note(sentence);
    this.said = sentence;
  }
}
