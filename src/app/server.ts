import 'reflect-metadata';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import path from 'node:path';
import { Doorkeeper } from '../access/doorkeeper.js';
import { assertEveryRouteHasAPolicy } from '../access/routes.js';
import { AccessSettings } from '../access/settings.js';
import { setUpDocs } from '../api/docs.js';
import type { Settings } from '../config/settings.js';
import type { Desk } from '../desk/desk.js';
import type { ContactSummary } from '../domain/journey.js';
import { MINUTE } from '../domain/time.js';
import { dayStart } from '../domain/zone.js';
import { appModule } from './app.module.js';
import { addBodyParsers, LARGEST_BODY, LARGEST_POST } from './body-parsers.js';
import { startConnectors } from './connectors.js';
import { addEarlyDoor } from './early-door.js';
import { edgesOf } from './edges.js';
import type { Edges } from './edges.js';
import { buildMachine } from './machine.js';
import type { Machine, Told } from './machine.js';
import { nestLog } from './nest-log.js';
import { removeServerFile, writeServerFile } from './server-file.js';
import { addSecurityHeaders } from './security-headers.js';
import { SocketAdapter } from './socket-adapter.js';
import { surveysOf } from './surveys.js';
import type { RunningSurveys } from './surveys.js';

export interface Server {
  /** Where it listens: http://127.0.0.1:3000 */
  readonly url: string;
  readonly machine: Machine;
  readonly desk: Desk;
  /** Takes nothing more, folds and saves what is durable, and ends. */
  stop(): Promise<void>;
}

/** Who sends a request by the byte is cut: else each would hold its connection for ever. */
const SLOWEST_REQUEST = MINUTE;
const boardFolder = path.join(import.meta.dirname, '../board');

/** Starts everything. The door opens as soon as the log can be written; the state loads behind it. */
export async function startServer(settings: Settings, told: Told): Promise<Server> {
  const machine = await buildMachine(settings, told);
  const edges = edgesOf(machine, told);
  let app: NestFastifyApplication | undefined;
  let surveys: RunningSurveys | undefined;
  let stopping = false;
  const stop = async (): Promise<void> => {
    stopping = true;
    await removeServerFile(settings.dataDir);
    await edges.stop();
    await surveys?.stop();
    await app?.close();
    await machine.stop();
  };
  try {
    surveys = await surveysOf(machine, edges, told);
    app = await createApp(machine, edges, surveys, told);
    await listen(app, settings);
    const url = addressOf(app, settings);
    await writeServerFile(settings.dataDir, url);
    void run(machine, edges, told).then(async () => {
      if (stopping) return;
      surveys?.start();
      edges.whenStopped(await startConnectors(machine, edges, told));
    }).catch((error: Error) => {
      if (!stopping) told.failed(error);
    });
    return { url, machine, desk: edges.desk, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function run(machine: Machine, { board, desk }: Edges, told: Told): Promise<void> {
  await machine.run();
  desk.begin();
  board.begin(await letDownToday(machine));
  told.note(`Restored the state up to entry ${machine.memory.position} of ${machine.log.head}.`);
}

/** Who was let down today, with their other contacts: one of them may have been served since. */
async function letDownToday({ memory, store, clock }: Machine): Promise<readonly ContactSummary[]> {
  const losses = await store.losses(dayStart(memory.floor.zone, clock.now()));
  const customers = [...new Set(losses.flatMap(({ customer }) => customer ?? []))];
  const rows = await store.journeys(customers.filter((customer) => !memory.journeys.has(customer)));
  const held = customers.flatMap((customer) => memory.journeys.get(customer)?.journey ?? []);
  return [...losses, ...[...rows, ...held].flatMap(({ contacts }) => contacts)];
}

async function createApp(machine: Machine, edges: Edges, surveys: RunningSurveys | undefined, told: Told): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ bodyLimit: LARGEST_POST, requestTimeout: SLOWEST_REQUEST, trustProxy: false, forceCloseConnections: true, routerOptions: { maxParamLength: 512 } });
  const app = await NestFactory.create<NestFastifyApplication>(appModule(machine, edges, surveys), adapter, {
    bodyParser: false, logger: nestLog(told), abortOnError: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  addSecurityHeaders(fastify, machine.settings);
  addBodyParsers(fastify);
  addEarlyDoor(fastify, { doorkeeper: app.get(Doorkeeper), settings: app.get(AccessSettings) });
  fastify.addHook('onRoute', (route) => {
    if (!route.url.startsWith('/ingest/')) route.bodyLimit = LARGEST_BODY;
  });
  await app.register(fastifyStatic, { root: boardFolder, wildcard: false, index: ['index.html'], cacheControl: true, maxAge: 0 });
  fastify.get('/desk', (_, reply) => reply.sendFile('desk/index.html'));
  app.useWebSocketAdapter(new SocketAdapter(app));
  setUpDocs(app);
  assertEveryRouteHasAPolicy(app);
  return app;
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
