import 'reflect-metadata';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import path from 'node:path';
import { Doorkeeper } from '../access/doorkeeper.js';
import { assertEveryRouteHasAPolicy } from '../access/routes.js';
import { forwardedFor } from '../access/forwarded-for.js';
import { AccessSettings } from '../access/settings.js';
import { setUpDocs } from '../api/docs.js';
import { journeysOf } from '../api/known-contact.js';
import { asTheirs } from '../domain/alias.js';
import type { Settings } from '../config/settings.js';
import type { Desk } from '../desk/desk.js';
import { detectors } from '../detectors/index.js';
import type { ContactSummary } from '../domain/journey.js';
import { MINUTE } from '../domain/time.js';
import type { Findings } from '../findings/findings.js';
import { shownSince } from '../live/shown-since.js';
import type { Clock } from '../ports/clock.js';
import { dayStart } from '../domain/zone.js';
import { appModule } from './app.module.js';
import type { Running } from './app.module.js';
import { callBacksOf } from './call-backs.js';
import { callersDataOf } from './callers-data.js';
import { addBodyParsers, addGunzip, LARGEST_BODY, LARGEST_POST, LARGEST_SETTINGS } from './body-parsers.js';
import { startConnectors } from './connectors.js';
import { closedDoor, drain } from './drain.js';
import { addEarlyDoor, ingestPolicies } from './early-door.js';
import { findingsOf } from './findings.js';
import { Learning } from './learning.js';
import { edgesOf } from './edges.js';
import { identityProviderOf, signOutStrangers } from './identity-provider.js';
import type { Edges } from './edges.js';
import { buildMachine } from './machine.js';
import type { Machine, Told } from './machine.js';
import { addRateLimits, RateLimits } from './rate-limits.js';
import { nestLog } from './nest-log.js';
import { retentionOf } from './retention.js';
import { recallCustomers } from './recall-customers.js';
import { removeServerFile, writeServerFile } from './server-file.js';
import { addSecurityHeaders } from './security-headers.js';
import { noteRoutes } from './served-routes.js';
import type { ServedRoute } from './served-routes.js';
import { SocketAdapter } from './socket-adapter.js';
import { SourceKeeping } from './source-keeping.js';
import { surveysOf } from './surveys.js';
import { tapPosts } from './tap-posts.js';
import type { RunningSurveys } from './surveys.js';
import { voiceOf } from './voice.js';

export interface Server {
  /** Where it listens: http://127.0.0.1:3000 */
  readonly url: string;
  readonly machine: Machine;
  readonly desk: Desk;
  readonly findings: Findings;
  /** Everything it answers, as it was registered. */
  readonly routes: readonly ServedRoute[];
  /** Takes nothing more, folds and saves what is durable, and ends. */
  stop(): Promise<void>;
}

/** Who sends a request by the byte is cut: else each would hold its connection for ever. */
const SLOWEST_REQUEST = MINUTE;
/** Who asks, and then reads no answer, likewise; sockets of boards have their own ping. */
const LONGEST_SILENCE = 2 * MINUTE;
const boardFolder = path.join(import.meta.dirname, '../board');

/** Starts everything. The door opens as soon as the log can be written; the state loads behind it. */
export async function startServer(settings: Settings, told: Told, clock?: Clock): Promise<Server> {
  const machine = await buildMachine(settings, told, clock);
  const edges = edgesOf(machine, told);
  const findings = findingsOf(machine, detectors, told);
  const callBacks = callBacksOf(machine, edges, told);
  const provider = identityProviderOf(machine, told);
  const retention = retentionOf(machine, edges, findings, told);
  const callersData = callersDataOf(machine, edges, findings, told);
  const learning = new Learning({ state: machine.memory, store: machine.store, clock: machine.clock, floor: machine.floorNow, desk: machine.floorDesk, isLive: () => machine.street.state.is === 'live', note: told.note });
  let created: Created | undefined;
  let surveys: RunningSurveys | undefined;
  let keeping: SourceKeeping | undefined;
  let stopping = false;
  const stop = async (): Promise<void> => {
    stopping = true;
    await removeServerFile(settings.dataDir);
    await edges.stop();
    await callBacks.stop();
    await provider?.stop();
    await surveys?.stop();
    await findings.stop();
    await retention.stop();
    await learning.stop();
    await callersData.stop();
    if (created) await drain(created.app, created.closeDoor);
    await keeping?.stop();
    await machine.stop();
  };
  try {
    keeping = await SourceKeeping.of({ sources: edges.sources, records: machine.sourceRecords, clock: machine.clock }, told);
    surveys = await surveysOf(machine, edges, told);
    created = await createApp(machine, edges, { surveys, callBacks, callersData, provider }, findings, told);
    const { app } = created;
    await signOutStrangers(machine).catch((error: Error) => told.note(`Sessions of another sign-in service could not be ended: ${error.message}`));
    await listen(app, settings);
    provider?.start();
    const url = addressOf(app, settings);
    await writeServerFile(settings.dataDir, url);
    void run(machine, edges, told).then(async () => {
      if (stopping) return;
      surveys?.start();
      if (settings.rebuild !== true) findings.start();
      if (settings.rebuild !== true) retention.start();
      if (settings.rebuild !== true) learning.start();
      if (settings.rebuild !== true) await callersData.start();
      callBacks.start();
      edges.whenStopped(await startConnectors(machine, edges, callBacks.calls, told));
    }).catch((error: Error) => {
      if (!stopping) told.failed(error);
    });
    return { url, machine, desk: edges.desk, findings, routes: created.routesOf(app), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function run(machine: Machine, { board, desk }: Edges, told: Told): Promise<void> {
  await machine.run();
  desk.begin();
  board.begin(await letDown(machine));
  await recallCustomers(machine, board).catch((error: Error) => told.note(`The customers of the last days could not be recalled; those who call from now on are shown: ${error.message}`));
  told.note(`Restored the state up to entry ${machine.memory.position} of ${machine.log.head}.`);
}

/** Who was let down as far back as the list goes, with their other contacts: one of them may have been served since. */
async function letDown({ memory, store, clock }: Machine): Promise<readonly ContactSummary[]> {
  const losses = await store.losses(shownSince(dayStart(memory.floor.zone, clock.now()), clock.now()));
  const customers = [...new Set(losses.flatMap(({ customer }) => customer ?? []))];
  const journeys = await journeysOf({ state: memory, store }, customers);
  const people = [...new Set(journeys.values())];
  const told = people.flatMap(asTheirs);
  const known = new Set(told.map(({ id }) => id));
  return [...losses.filter(({ id }) => !known.has(id)), ...told];
}

interface Created {
  readonly app: NestFastifyApplication;
  readonly routesOf: ReturnType<typeof noteRoutes>;
  readonly closeDoor: () => void;
}

async function createApp(machine: Machine, edges: Edges, running: Running, findings: Findings, told: Told): Promise<Created> {
  const adapter = new FastifyAdapter({ bodyLimit: LARGEST_POST, requestTimeout: SLOWEST_REQUEST, connectionTimeout: LONGEST_SILENCE, trustProxy: trustedBy(machine.settings), forceCloseConnections: 'idle', return503OnClosing: false, routerOptions: { maxParamLength: 512 } });
  const app = await NestFactory.create<NestFastifyApplication>(appModule(machine, edges, running, findings, await voiceOf(machine, edges, told), told), adapter, {
    bodyParser: false, logger: nestLog(told), abortOnError: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  const routesOf = noteRoutes(fastify);
  const { settings, clock } = machine;
  const limits = new RateLimits({ settings, clock, counters: edges.counters });
  const closeDoor = closedDoor(fastify, clock, ingestPolicies(app));
  edges.tracedPosts.watch(fastify);
  addSecurityHeaders(fastify, settings);
  addBodyParsers(fastify);
  addGunzip(fastify);
  tapPosts(fastify, edges.recorder, clock);
  addRateLimits(fastify, limits, clock, ingestPolicies(app));
  addEarlyDoor(fastify, { doorkeeper: app.get(Doorkeeper), settings: app.get(AccessSettings) }, ingestPolicies(app));
  fastify.addHook('onRoute', (route) => {
    // Who may post events is known before the body is read; who posts a signed webhook only after.
    if (!route.url.startsWith('/ingest/') || route.url.startsWith('/ingest/twilio/')) route.bodyLimit = route.url.startsWith('/api/v1/settings') || route.url.startsWith('/api/v1/menus/') ? LARGEST_SETTINGS : LARGEST_BODY;
  });
  await app.register(fastifyStatic, { root: boardFolder, wildcard: false, index: ['index.html'], cacheControl: true, maxAge: 0 });
  fastify.get('/desk', (_, reply) => reply.sendFile('desk/index.html'));
  const addressOf = forwardedFor(settings.trustedProxies ?? []);
  app.useWebSocketAdapter(new SocketAdapter(app, (request) => limits.ofHandshake(request.headers, addressOf(request))));
  setUpDocs(app);
  assertEveryRouteHasAPolicy(app);
  return { app, routesOf, closeDoor };
}

/** Whose word about addresses is taken, as Fastify wants it. */
function trustedBy({ trustedProxies }: Settings): string[] | false {
  return trustedProxies?.map(({ address, prefix }) => `${address}/${prefix}`) ?? false;
}

async function listen(app: NestFastifyApplication, { port, host }: Settings): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new Error(`Port ${port} is taken by another program. Stop that one, or choose another port with EARSHOT_PORT.`);
    if (code === 'EACCES') throw new Error(`This user may not listen on port ${port}. Choose one above 1023 with EARSHOT_PORT.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') throw new Error(`This machine has no address ${host}. Correct EARSHOT_HOST.`);
    throw error;
  }
}

function addressOf(app: NestFastifyApplication, { host }: Settings): string {
  const address = app.getHttpServer().address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
