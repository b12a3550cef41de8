import { Module } from '@nestjs/common';
import type { LoggerService } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { accessProviders } from '../../src/access/providers.js';
import { assertEveryRouteHasAPolicy, routesOf } from '../../src/access/routes.js';
import type { Route } from '../../src/access/routes.js';
import { createKey, createToken } from '../../src/access/keys.js';
import type { TokenAsked } from '../../src/access/keys.js';
import { setUpDocs } from '../../src/api/docs.js';
import type { FloorInForce } from '../../src/app/settings/floor-desk.js';
import { apiControllers, apiProviders } from '../../src/api/providers.js';
import { readIntendedMenu } from '../../src/app/intended.js';
import { Desk } from '../../src/desk/desk.js';
import { deskControllers } from '../../src/desk/providers.js';
import { detectors } from '../../src/detectors/index.js';
import { pages as rulePages } from '../../src/detectors/pages.generated.js';
import type { EarshotEvent } from '../../src/domain/event.js';
import type { Floor } from '../../src/domain/floor.js';
import { ok, refused } from '../../src/domain/result.js';
import type { Instant } from '../../src/domain/time.js';
import { Findings } from '../../src/findings/findings.js';
import { findingsControllers, findingsProviders } from '../../src/findings/providers.js';
import { Board } from '../../src/live/board.js';
import { Sources } from '../../src/live/sources.js';
import { metrics as catalogue } from '../../src/metrics/index.js';
import { pages as metricPages } from '../../src/metrics/pages.generated.js';
import { saveRows } from '../../src/pipeline/save.js';
import { Counters } from '../../src/ports/gauges.js';
import type { IntakeAnswer } from '../../src/ports/intake.js';
import type { LiveStep, LiveStreet, StreetState } from '../../src/ports/live-state.js';
import type { Comment, Result } from '../../src/ports/surveys.js';
import { movedParts, valueOf } from './access.js';
import { deskOver } from './floor-desk.js';
import { memoryIntended } from './memory-intended.js';
import { MemoryLab } from './memory-lab.js';
import { MemoryLog } from './memory-log.js';
import { MemoryFindings, placesOf } from './memory-findings.js';
import { memoryRefused } from './memory-refused.js';
import { StoryStreet } from './street.js';

/** What came back. */
export interface Heard<Body> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Readonly<Record<string, unknown>>;
}

const silent: LoggerService = { log: () => undefined, warn: () => undefined, error: () => undefined };

/** The API over a story: no database; the clock stands where the story put it. */
export class StoryApi {
  readonly story: StoryStreet;
  readonly counters = new Counters();
  readonly accepted: EarshotEvent[] = [];
  readonly refused = memoryRefused();
  readonly settingsLog = new MemoryLog({ now: () => this.now });
  answer: IntakeAnswer = { taken: true, position: 1 };
  state: StreetState = { is: 'live' };
  /** What customers answered. */
  surveyed: readonly Result[] = [];
  remarks: readonly Comment[] = [];
  readonly lab: MemoryLab;
  readonly findingStore = new MemoryFindings();
  findings!: Findings;
  readonly access;
  private readonly listeners: ((step: LiveStep) => void)[] = [];
  private app!: NestFastifyApplication;
  private board!: Board;
  private url = '';

  constructor(floor: Floor, readonly now: Instant) {
    this.story = new StoryStreet(undefined, floor);
    this.lab = new MemoryLab(this.story, now);
    this.access = movedParts(undefined, now);
  }

  async open(given: { readonly settings?: FloorInForce } = {}): Promise<void> {
    const { memory, store } = this.story;
    const clock = this.access.clock;
    const metrics = new Map(catalogue.map((metric) => [metric.id, metric]));
    const sources = new Sources();
    sources.heard([1, 2, 3].map((place) => ({ id: String(place), source: 'pbx', type: 'source.heartbeat', time: this.now - 200, subject: 'pbx', data: {} })), this.now);
    const street = this.street();
    this.board = new Board({ state: memory, street, metrics, sources, clock, rules: new Map(detectors.map((rule) => [rule.id, rule])) });
    this.board.begin(await store.losses(0));

    this.findings = new Findings({
      store: this.findingStore, places: placesOf(store), state: memory, street, history: store.history(), couriers: { hook: async () => ({ is: 'taken' }) }, webhooks: {}, clock, publicUrl: undefined,
      titles: new Map(detectors.map(({ id, title }) => [id, title])), chance: { share: () => 0 }, nameOf: (contact) => contact, note: () => undefined,
    });
    await this.findings.load();

    @Module({
      controllers: [...apiControllers, ...deskControllers, ...findingsControllers],
      providers: [
        ...accessProviders(this.access, []),
        { provide: Desk, useValue: new Desk({ state: memory, street, clock, intake: { accept: async () => this.answer } }) },
        ...findingsProviders(this.findings),
        ...apiProviders({
          state: memory, street, history: store.history(), store, board: this.board, clock, gauges: this.counters, metrics, rules: detectors,
          pages: { rules: rulePages, metrics: metricPages },
          surveys: { results: async ({ programme }) => this.surveyed.filter((each) => programme === undefined || each.programme === programme), comments: async () => this.remarks, answersTo: async (programme) => this.surveyed.filter((each) => each.programme === programme && Object.keys(each.answers).length > 0).length },
          settings: given.settings ?? await this.settings(),
          audit: this.access.audit,
          sources, intended: { menus: memoryIntended(clock), read: readIntendedMenu },
          callBacks: { call: async (line, { who }) => ok({ id: 'call-1', person: line.id, contact: line.contact, by: who, phone: '+12025550100', way: 'twilio', stage: 'due', madeAt: clock.now(), untold: [] }) },
          callersData: {
            erase: async (person, by) => (person === 'anonymous' ? undefined : { id: 'erasure-1', by, askedAt: clock.now(), customer: person, contacts: [], aliases: [], counts: { contacts: 0, entries: 0 } }),
            erasure: async (id) => (id === 'erasure-1' ? { id, by: 'ann', askedAt: 1, doneAt: 2, contacts: [], aliases: [], counts: { contacts: 3, entries: 2 } } : undefined),
            export: async (person) => (person === 'tel_bob' ? { customer: person, exportedAt: clock.now(), number: null, contacts: [], journey: null, events: [], surveys: [], comments: [], stoppedAt: null, calls: [], refused: [] } : undefined),
          },
          lab: this.lab,
          recordings: { state: () => ({ is: 'none' }), begin: () => true, take: () => undefined },
          tryMapping: () => ({ problems: [], problemLines: [], events: [], refused: [], unused: 0 }),
          refused: { items: this.refused, retry: async (id) => (id === 'mended' ? ok({ events: Number(await this.refused.remove(id)) }) : refused('subject: is missing')) },
          numbers: { numberOf: async (customer) => (customer === 'tel_bob' ? '+12025550123' : undefined) },
          intake: { accept: async (events) => (this.accepted.push(...events), this.answer) },
        }),
      ],
    })
    class ApiModule {}

    const built = await Test.createTestingModule({ imports: [ApiModule] }).setLogger(silent).compile();
    this.app = built.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
    setUpDocs(this.app);
    assertEveryRouteHasAPolicy(this.app);
    await this.app.listen(0, '127.0.0.1');
    this.url = await this.app.getUrl();
  }

  /** They live in a log of their own, and begin as the story's floor. */
  private async settings(): Promise<FloorInForce> {
    await this.settingsLog.append({ kind: 'settings', settings: this.story.memory.floor, by: 'the story' });
    return deskOver(this.settingsLog);
  }

  /** Its state is what the story says. */
  private street(): LiveStreet {
    const standing = (): StreetState => this.state;
    return { get state() { return standing(); }, lag: 0, onStep: (listener) => (this.listeners.push(listener), () => undefined) };
  }

  /** Writes what is settled into rows. What stays in memory beside them is the memory's business. */
  async settle(): Promise<void> {
    await saveRows(this.story.memory, this.story.store, this.now, true);
  }

  /** Lets go of everything in memory that a row holds. */
  forget(...ids: string[]): void {
    for (const id of ids) this.story.memory.contacts.delete(id);
  }

  async token(asked: Partial<TokenAsked> & Pick<TokenAsked, 'role'>): Promise<string> {
    return valueOf(await createToken(this.access, { label: asked.role, ...asked } as TokenAsked)).secret;
  }

  async key(): Promise<string> {
    return valueOf(await createKey(this.access, { source: 'pbx' })).secret;
  }

  raise(step: LiveStep): void {
    for (const listener of this.listeners) listener(step);
  }

  async ask<Body>(token: string | undefined, url: string, method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' = 'GET', said?: unknown): Promise<Heard<Body>> {
    const headers = { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...(said === undefined ? {} : { 'content-type': 'application/json' }) };
    const answer = await fetch(new URL(url, this.url), { method, headers, ...(said === undefined ? {} : { body: JSON.stringify(said) }) });
    const isJson = String(answer.headers.get('content-type')).includes('json');
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: (isJson ? await answer.json() : await answer.text()) as Body };
  }

  routes(): readonly Route[] {
    return routesOf(this.app);
  }

  async close(): Promise<void> {
    await this.app.close();
  }
}
