import { Module } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { accessProviders } from '../../src/access/providers.js';
import { KeyedPseudonyms } from '../../src/access/pseudonym.js';
import { keyIdOf } from '../../src/access/key-ring.js';
import { SealingKeys } from '../../src/access/sealing.js';
import { addBodyParsers } from '../../src/app/body-parsers.js';
import { TwilioStandIn } from '../../src/demo/twilio/stand-in.js';
import type { StandInOptions } from '../../src/demo/twilio/stand-in.js';
import type { EarshotEvent } from '../../src/domain/event.js';
import type { Flag } from '../../src/domain/flag.js';
import { unnamedFloor } from '../../src/domain/floor.js';
import type { Floor } from '../../src/domain/floor.js';
import { foldContact } from '../../src/domain/fold/fold.js';
import type { Invitation } from '../../src/domain/invitation.js';
import { noSurveys } from '../../src/domain/survey.js';
import type { Persistent, Programme, SurveySettings } from '../../src/domain/survey.js';
import { DAY } from '../../src/domain/time.js';
import type { Instant, Millis } from '../../src/domain/time.js';
import { twilioProof } from '../../src/ingest/twilio/proof.js';
import type { Carrier } from '../../src/ports/carrier.js';
import { openPgSurveys } from '../../src/store/pg-surveys.js';
import type { PgSurveys } from '../../src/store/pg-surveys.js';
import { takeLeadership } from '../../src/store/leadership.js';
import { Call } from '../../src/surveys/call.js';
import { change } from '../../src/surveys/change.js';
import { Inbox } from '../../src/surveys/inbox.js';
import { cancelled, expired } from '../../src/surveys/invitation.js';
import type { Ended } from '../../src/surveys/occasion.js';
import { Outbox } from '../../src/surveys/outbox.js';
import { SURVEYS } from '../../src/surveys/parts.js';
import { Planner } from '../../src/surveys/planner.js';
import { Surveys } from '../../src/surveys/surveys.js';
import { Teller } from '../../src/surveys/teller.js';
import { openTwilio } from '../../src/surveys/twilio.js';
import { TwilioController } from '../../src/surveys/twilio.controller.js';
import { movedParts } from './access.js';
import { freshDatabase } from './database.js';
import { caller, hangsUp, leavesQueue, partsFrom, queues, reaches } from './story.js';

const account = { accountSid: `AC${'c'.repeat(32)}`, authToken: 'the account\'s token' };
const secret = Buffer.alloc(32, 5);
const sealing = new SealingKeys([{ id: keyIdOf(secret), key: secret }], secret);
/** Noon in New York, nine in the morning and later everywhere else in the States but Hawaii and the Aleutians, where it is seven and eight. */
export const NOON: Instant = Date.parse('2026-11-16T20:00:00Z');

export const everyCall: Persistent = { kind: 'persistent', channel: 'sms', questions: ['resolved', 'csat-5', 'free'], share: 1, delayMs: 0, expiresMs: 2 * DAY };

/** Surveys over a real database and the Twilio stand-in; time passes only when the story moves it. */
export class SurveyStory {
  now = NOON;
  readonly notes: string[] = [];
  readonly events: EarshotEvent[] = [];
  isLogAway = false;
  standIn!: TwilioStandIn;
  store!: PgSurveys;
  twilio!: Carrier;
  planner!: Planner;
  outbox!: Outbox;
  inbox!: Inbox;
  url = '';
  private floor: Floor;
  private readonly pseudonyms = new KeyedPseudonyms(secret, () => 'US');
  private readonly numbers = new Map<string, string>();
  private readonly undo: (() => Promise<unknown>)[] = [];
  private teller!: Teller;

  constructor(programmes: Readonly<Record<string, Programme>> = { calls: everyCall }, settings: Partial<SurveySettings> = {}) {
    this.floor = { ...unnamedFloor, surveys: { ...noSurveys, company: 'Example', sender: '+15005550006', allow: ['+1', '+49'], programmes, ...settings } };
  }

  async open(standIn: Partial<StandInOptions> = {}): Promise<void> {
    const database = await freshDatabase();
    this.undo.push(() => database.drop());
    const leadership = await takeLeadership({ connection: database.connection, name: 'story', onLost: () => undefined });
    this.undo.push(() => leadership.resign());
    this.store = openPgSurveys({ connection: database.connection, epoch: leadership.epoch });
    this.undo.push(() => this.store.close());
    await this.listen();
    this.standIn = new TwilioStandIn({ ...account, smsUrl: () => `${this.url}/surveys/twilio/message`, now: () => this.now, ...standIn });
    await this.standIn.start();
    this.undo.push(() => this.standIn.stop());
    this.twilio = await openTwilio({ ...account, apiUrl: this.standIn.url, callbackUrl: this.url });
    this.begin();
  }

  /** As after a restart: nothing is remembered but what is in the database. */
  begin(): void {
    const clock = { now: () => this.now };
    const seal = sealing.for('earshot survey numbers');
    const parts = { invitations: this.store, clock, floor: () => this.floor, seal, pseudonyms: this.pseudonyms, numbers: { numberOf: async (phone: string) => this.numbers.get(phone) } };
    this.planner = new Planner({ ...parts, draw: () => 0 });
    this.outbox = new Outbox({ ...parts, carrier: this.twilio, note: (sentence) => void this.notes.push(sentence) });
    this.inbox = new Inbox(parts);
    this.call = new Call({ ...parts, callbackUrl: this.url });
    this.teller = new Teller(this.store, { accept: async (events) => (this.isLogAway ? { taken: false, cause: 'log', retryAfterMs: 1, reason: 'away' } : (this.events.push(...events), { taken: true, position: 1 })) });
  }
  call!: Call;

  settings(change: Partial<SurveySettings>): void {
    this.floor = { ...this.floor, surveys: { ...this.floor.surveys, ...change } };
  }

  /** Someone called, was served and hung up just now; whom that plans to ask. */
  async ends(contact: string, from: string, more: { readonly queue?: string; readonly customer?: string; readonly flags?: readonly Flag[] } = {}): Promise<Invitation | undefined> {
    return this.planner.consider(this.ended(contact, from, more));
  }

  /** The same, told to nobody. */
  ended(contact: string, from: string, { queue = 'service', customer, flags = [] }: { readonly queue?: string; readonly customer?: string; readonly flags?: readonly Flag[] } = {}): Ended {
    const phone = this.pseudonyms.customerOf(from) ?? 'nobody';
    this.numbers.set(phone, from);
    const told = caller({ id: contact, begins: this.now - 100_000, from: phone, to: '+12025550142' })
      .at(10, queues(queue)).at(30, leavesQueue(queue, 'answered'), reaches('ann', queue)).at(90, partsFrom('ann', 'customer')).at(100, hangsUp());
    const events = customer === undefined ? told.events : told.at(1, { type: 'customer.identified', data: { customer } }).events;
    return { contact: foldContact(events), flags, events };
  }

  pass(time: Millis): void {
    this.now += time;
  }

  async tell(): Promise<boolean> {
    return this.teller.tell();
  }

  async expire(): Promise<void> {
    for (const { invitation } of await this.store.overdue(this.now, 100)) {
      await change(this.store, invitation.id, (each) => (each.delivery === 'planned' ? cancelled(each, 'too late') : expired(each, this.now)));
    }
  }

  async of(id: string): Promise<Invitation> {
    const kept = await this.store.find(id);
    if (!kept) throw new Error(`There is no invitation ${id}.`);
    return kept.invitation;
  }

  /** The whole, with its timers: what the app runs. */
  whole(recently: readonly Ended[] = []): Surveys {
    return new Surveys({
      invitations: this.store, twilio: this.twilio, intake: { accept: async (events) => (this.events.push(...events), { taken: true, position: 1 }) },
      numbers: { numberOf: async (phone) => this.numbers.get(phone) }, pseudonyms: this.pseudonyms, secret, sealing, clock: { now: () => this.now }, floor: () => this.floor,
      recently: async function* recent() { yield* recently; }, callbackUrl: this.url, note: (sentence) => void this.notes.push(sentence),
    });
  }

  /** What reached a number, the first messages too. */
  textsTo(number: string): string[] {
    return this.standIn.messages.filter(({ to, direction }) => to === number && direction !== 'inbound').map(({ body }) => body);
  }

  async close(): Promise<void> {
    for (const undo of this.undo.toReversed()) await undo();
  }

  /** The webhooks as the server has them: behind the guard, with its body parsers. */
  private async listen(): Promise<void> {
    // Bound late: the address is known only once it listens.
    const edge = { surveys: { get inbox() { return story.inbox; }, get call() { return story.call; } }, get proof() { return twilioProof({ ...account, callbackUrl: story.url }); } };
    // oxlint-disable-next-line typescript/no-this-alias
    const story = this;
    @Module({ controllers: [TwilioController], providers: [...accessProviders(movedParts(), []), { provide: SURVEYS, useValue: edge }] })
    class Webhooks {}
    const built = await Test.createTestingModule({ imports: [Webhooks] }).setLogger({ log: () => undefined, warn: () => undefined, error: () => undefined }).compile();
    const app = built.createNestApplication<NestFastifyApplication>(new FastifyAdapter({ forceCloseConnections: true }), { bodyParser: false });
    addBodyParsers(app.getHttpAdapter().getInstance());
    await app.listen(0, '127.0.0.1');
    this.undo.push(() => app.close());
    this.url = await app.getUrl();
  }
}
