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
import { apiControllers, apiProviders } from '../../src/api/providers.js';
import { Desk } from '../../src/desk/desk.js';
import { deskControllers } from '../../src/desk/providers.js';
import { detectors } from '../../src/detectors/index.js';
import { pages as rulePages } from '../../src/detectors/pages.generated.js';
import type { EarshotEvent } from '../../src/domain/event.js';
import type { Floor } from '../../src/domain/floor.js';
import type { Instant } from '../../src/domain/time.js';
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
  answer: IntakeAnswer = { taken: true, position: 1 };
  state: StreetState = { is: 'live' };
  /** What customers answered. */
  surveyed: readonly Result[] = [];
  remarks: readonly Comment[] = [];
  private readonly access;
  private readonly listeners: ((step: LiveStep) => void)[] = [];
  private app!: NestFastifyApplication;
  private board!: Board;
  private url = '';

  constructor(floor: Floor, readonly now: Instant) {
    this.story = new StoryStreet(undefined, floor);
    this.access = movedParts(undefined, now);
  }

  async open(): Promise<void> {
    const { memory, store } = this.story;
    const clock = this.access.clock;
    const metrics = new Map(catalogue.map((metric) => [metric.id, metric]));
    const sources = new Sources();
    sources.accepted('pbx', 3, this.now);
    const street = this.street();
    this.board = new Board({ state: memory, street, metrics, sources, clock, rules: new Map(detectors.map((rule) => [rule.id, rule])) });
    this.board.begin(await store.losses(0));

    @Module({
      controllers: [...apiControllers, ...deskControllers],
      providers: [
        ...accessProviders(this.access, []),
        { provide: Desk, useValue: new Desk({ state: memory, street, clock, intake: { accept: async () => this.answer } }) },
        ...apiProviders({
          state: memory, street, history: store.history(), store, board: this.board, clock, gauges: this.counters, metrics, rules: detectors,
          pages: { rules: rulePages, metrics: metricPages },
          surveys: { results: async ({ programme }) => this.surveyed.filter((each) => programme === undefined || each.programme === programme), comments: async () => this.remarks },
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

  async ask<Body>(token: string | undefined, url: string, method: 'GET' | 'POST' = 'GET'): Promise<Heard<Body>> {
    const answer = await fetch(new URL(url, this.url), { method, headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
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
