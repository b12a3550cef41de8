import type { Finding } from '../domain/finding.js';
import type { Floor } from '../domain/floor.js';
import type { OwnerWebhooks } from '../domain/owner-webhook.js';
import { MINUTE, SECOND } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import type { Chance } from '../ports/chance.js';
import type { Clock } from '../ports/clock.js';
import type { Couriers, FindingStore, PlaceReadings } from '../ports/findings.js';
import type { History } from '../ports/history.js';
import type { LiveState, LiveStreet } from '../ports/live-state.js';
import { findingLine } from '../views/findings.js';
import type { Titles } from '../views/trouble-words.js';
import { handLetter } from './hand-letter.js';
import { Ledger } from './ledger.js';
import { weeklyLetters } from './letters.js';
import type { Reach } from './letters.js';
import { Minutes } from './minutes.js';
import { Outbox } from './outbox.js';
import { Rates } from './rates.js';
import { Watch } from './watch.js';
import { weekOf } from './week.js';
import type { WeekOf } from './week.js';
import { weekThatBegan } from './weekly.js';

export interface FindingsParts {
  readonly store: FindingStore;
  readonly places: PlaceReadings;
  readonly state: LiveState;
  readonly street: Pick<LiveStreet, 'state'>;
  readonly history: History;
  readonly couriers: Couriers;
  readonly webhooks: OwnerWebhooks;
  readonly titles: Titles;
  /** By which name a contact may be written down: that of one who was erased is not. */
  readonly nameOf: (contact: string) => string;
  readonly clock: Clock;
  readonly chance: Pick<Chance, 'share'>;
  /** Where pages are opened: https://earshot.example.com */
  readonly publicUrl: string | undefined;
  readonly note: (sentence: string) => void;
}

const LOOKS: Millis = 10 * SECOND;
const SENDS: Millis = SECOND;
/** A week of a large center is asked for once in a while, not by each reader. */
const WEEK_LASTS: Millis = 5 * MINUTE;

/** What functions of the company are to mend: found, told to their owners, and followed until it is mended. Runs beside the server. */
export class Findings {
  readonly ledger: Ledger;
  readonly rates: Rates;
  readonly minutes: Minutes;
  private readonly watch: Watch;
  private readonly outbox: Outbox;
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly running = new Map<string, Promise<void>>();
  private week: { readonly at: Instant; readonly lines: Promise<readonly WeekOf[]> } | undefined;
  private readonly written = new Set<string>();
  private said = '';
  private loading: Promise<void> | undefined;
  private loaded = false;
  private stopping = false;

  constructor(readonly parts: FindingsParts) {
    const { store, places, state, history, clock, chance, nameOf, note } = parts;
    this.ledger = new Ledger(store, nameOf);
    this.rates = new Rates(places, state);
    this.minutes = new Minutes(this.rates);
    this.watch = new Watch({ ledger: this.ledger, rates: this.rates, evidence: { state, history }, store, clock, floor: () => this.floor, reach: () => this.reach(), note });
    this.outbox = new Outbox({ store, clock, chance, note, hand: (letter) => handLetter(this, letter) });
  }

  get floor(): Floor {
    return this.parts.state.floor;
  }

  /** Once the state is restored. What was being sent when the last server ended is not sent again. */
  start(): void {
    this.every(SENDS, () => this.run('sending', async () => {
      await this.load();
      await this.outbox.send();
    }));
    this.every(LOOKS, () => this.look());
  }

  /** Whether the journals are read: before, nobody can say what there is. */
  get isReady(): boolean {
    return this.loaded;
  }

  /** Once, whoever asks for it. */
  load(): Promise<void> {
    this.loading ??= this.read().catch((error: Error) => {
      this.loading = undefined;
      throw error;
    });
    return this.loading;
  }

  private async read(): Promise<void> {
    await this.ledger.load();
    const lost = await this.parts.store.giveUpSending();
    if (lost > 0) this.parts.note(`It is not known whether ${lost} ${lost === 1 ? 'letter' : 'letters'} about findings went out before the last end; none is sent again.`);
    this.loaded = true;
  }

  /** History has come in: all windows are looked at with the next round. */
  lookAnew(): void {
    this.watch.lookAnew();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    for (const timer of this.timers) clearInterval(timer);
    await Promise.all(this.running.values());
  }

  /** What went wrong in the last seven days. */
  troubles(): Promise<readonly WeekOf[]> {
    const now = this.parts.clock.now();
    if (this.week === undefined || now - this.week.at > WEEK_LASTS) {
      const lines = weekOf(this.rates, this.ledger.all, this.floor, this.parts.titles, now);
      this.week = { at: now, lines };
      lines.catch(() => (this.week = undefined));
    }
    return this.week.lines;
  }

  /** One round, if none is on its way. */
  look(): void {
    this.run('looking', () => this.round());
  }

  /** While the log is read again the rates are those of then: nothing is found in them. */
  private async round(): Promise<void> {
    if (!this.loaded || this.parts.street.state.is !== 'live') return;
    await this.watch.round();
    await this.writeWeeks();
  }

  private async writeWeeks(): Promise<void> {
    const { clock, store } = this.parts;
    const now = clock.now();
    for (const [owner, { weekly }] of Object.entries(this.floor.owners)) {
      const week = weekly === undefined ? undefined : weekThatBegan(weekly, this.floor.zone, now);
      if (week === undefined || this.written.has(`${owner} ${week}`)) continue;
      await store.post(weeklyLetters(owner, week, this.reach(), now));
      this.written.add(`${owner} ${week}`);
    }
  }

  private reach(): Reach {
    return { floor: this.floor, hasMail: this.parts.couriers.mail !== undefined, webhooks: this.parts.webhooks };
  }

  /** With its rate since it opened, or up to where it closed. */
  async lineOf(finding: Finding): Promise<ReturnType<typeof findingLine>> {
    const now = this.parts.clock.now();
    const rate = finding.closed?.before ?? await this.rates.since(finding.subject, finding.sighting.from, now);
    return findingLine(finding, rate.of === 0 ? finding.sighting.rate : rate, this.floor, this.parts.titles, now);
  }

  private every(millis: Millis, begin: () => void): void {
    this.timers.push(setInterval(begin, millis));
    begin();
  }

  /** One of its kind at a time. What fails is tried again at the next turn. */
  private run(what: string, work: () => Promise<unknown>): void {
    if (this.stopping || this.running.has(what)) return;
    const running = work().then(() => undefined, (error: Error) => this.noteOnce(`Findings: ${what} failed and is tried again: ${error.message}`))
      .finally(() => this.running.delete(what));
    this.running.set(what, running);
  }

  private noteOnce(sentence: string): void {
    if (sentence !== this.said) this.parts.note(sentence);
    this.said = sentence;
  }
}
