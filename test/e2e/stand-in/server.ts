import { readFile } from 'node:fs/promises';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { Server as Sockets } from 'socket.io';
import type { BoardClientEvents, BoardServerEvents, FeedLine, ScopeView, WatchRequest } from '../../../src/contract/board.js';
import type { LabRunWanted } from '../../../src/contract/lab.js';
import type { TriedMapping } from '../../../src/contract/sources.js';
import { tryMapping } from '../../../src/ingest/webhook/trial.js';
import { auditLines } from './audit.js';
import { catalogue } from './catalogue.js';
import { customerList, customerPage } from './customers.js';
import { countedPage, explanationOf } from './explained.js';
import { callOfFinding, lines, pageOfFinding, sayOfFinding, troubles } from './findings.js';
import { intendedVersions, menuAnswer } from './menus.js';
import { minutesView } from './minutes.js';
import { numbersAnswer, seriesAnswer } from './numbers.js';
import { flagCards, markFlag, ruleMarks } from './flags.js';
import { cancelRun, labView, rulesInForce, runOf, shadowView, startRun } from './lab.js';
import { queues, teams, zone } from './floor.js';
import { refusedPosts } from './refused.js';
import { sourceHealth } from './sources.js';
import { believe, ownBeliefs, voiceAnswer } from './voice.js';
import { contactList, contactPage, frameOf } from './view.js';
import { World } from './world.js';

export interface StandIn { readonly url: string; readonly port: number; tell(line: FeedLine): void; close(): Promise<void> }

export interface Options {
  /** 0 takes a free one. */
  readonly port: number;
  /** The built page: dist/board. */
  readonly root: string;
  /** About how many contacts are open at a time. */
  readonly open: number;
}

/** The strictest policy the page must live with. */
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const types: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const who = { who: 'ann', role: 'supervisor' } as const;
const scope: ScopeView = { ...who, queues, teams, zone, answerWithinMs: 20_000, callsBack: false };

/** Serves the built page and speaks the contract with a made-up floor: for looking at the page and for measuring it, without a server. */
export async function startStandIn(options: Options): Promise<StandIn> {
  const world = new World(Date.now(), options.open);
  const server = createServer((request, response) => void answer(world, options.root, request, response));
  const stop = speak(server, world);
  await new Promise<void>((listening) => server.listen(options.port, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, port, tell: (line) => world.tell(line), close: stop };
}

function speak(server: Server, world: World): () => Promise<void> {
  const sockets = new Sockets<BoardClientEvents, BoardServerEvents>(server, { transports: ['websocket'] });
  const board = sockets.of('/board');
  const views = new Map<string, WatchRequest>();
  let number = 1;
  let told = world.facts.length;
  board.on('connection', (socket) => {
    socket.on('watch', (request) => {
      views.set(socket.id, request);
      socket.emit('snapshot', { resumed: request.since !== undefined, frame: frameOf(world, number, true, request), feed: world.facts.slice(-120).filter((fact) => fact.number > (request.since ?? 0)), scope });
    });
    socket.on('disconnect', () => views.delete(socket.id));
  });
  const ticking = setInterval(() => {
    world.step(Date.now());
    number++;
    for (const fact of world.facts.slice(told)) board.emit('flag', fact);
    told = world.facts.length;
    for (const [id, view] of views) board.sockets.get(id)?.volatile.emit('changes', frameOf(world, number, number % 20 === 0, view));
    world.changed.clear();
    world.gone.clear();
  }, 250);
  return async () => { clearInterval(ticking); sockets.disconnectSockets(true); server.closeAllConnections(); await sockets.close(); };
}

async function answer(world: World, root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://x').pathname;
  const json = (status: number, body: unknown): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (!path.startsWith('/api/v1/')) return file(root, path, response);
  const [noun, id = '', verb, also = ''] = path.slice('/api/v1/'.length).split('/').map(decodeURIComponent);
  if (noun === 'session' && id === 'ways') return json(200, { provider: null });
  if (noun === 'session') return signedIn(request, response, json);
  if (noun === 'catalogue') return json(200, catalogue);
  if (noun === 'customers' && id === '') return json(200, customerList(new URL(request.url ?? '/', 'http://x').searchParams, Date.now()));
  if (noun === 'customers') {
    const page = customerPage(id, Date.now());
    return page === null ? json(404, { error: { what: 'Nothing is known of this customer.', do: 'Check the key.' } }) : json(200, page);
  }
  if (noun === 'contacts' && id === '') return json(200, contactList(world, new URL(request.url ?? '/', 'http://x').searchParams.get('state')));
  if (noun === 'contacts') {
    const page = contactPage(world, id);
    return page === null ? json(404, { error: { what: 'This contact is not there any more.', do: 'The made-up floor forgets contacts when they end.' } }) : json(200, page);
  }
  if (noun === 'beliefs' && id === 'owners') return json(200, request.method === 'PATCH' ? believe(JSON.parse(await bodyOf(request)) as Record<string, number | null>) : { items: [ownBeliefs()], next: null });
  const voice = voiceAnswer(world, noun, id, new URL(request.url ?? '/', 'http://x').searchParams);
  if (voice !== undefined) return voice === null ? json(404, { error: { what: 'There is no such survey programme.', do: 'Ask for those there are.' } }) : json(200, voice);
  if (noun === 'audit') return json(200, { items: auditLines(Date.now()), next: null });
  if (noun === 'refused') return json(200, { items: refusedPosts(Date.now()), next: null });
  if (noun === 'sources' && request.method === 'GET') return json(200, { items: sourceHealth(Date.now()), next: null });
  if (noun === 'sources') return json(200, tryMapping(JSON.parse(await bodyOf(request)) as TriedMapping, Date.now()));
  if (noun === 'metrics' && (id === '' || verb === 'series')) {
    const [query, titles] = [new URL(request.url ?? '/', 'http://x').searchParams, new Map(catalogue.metrics.map((each) => [each.id, each]))];
    return json(200, id === '' ? numbersAnswer(query, Date.now(), titles) : seriesAnswer(id, query, Date.now(), titles));
  }
  if (noun === 'metrics') return json(200, verb === 'contacts' ? countedPage(world) : explanationOf(id, Date.now()));
  if (noun === 'flags') return json(200, request.method === 'POST' ? markFlag(JSON.parse(await bodyOf(request)) as Parameters<typeof markFlag>[0], Date.now()) : { items: flagCards(Date.now()), next: null });
  if (noun === 'rules') return json(200, { items: id === 'marks' ? ruleMarks : rulesInForce, next: null });
  if (noun === 'lab') return id === 'shadows' ? json(200, shadowView(Date.now())) : lab(verb, request, json);
  if (noun === 'menus') {
    const told = also === 'versions' ? intendedVersions() : menuAnswer(request.method ?? 'GET', id, verb, request.method === 'PUT' ? await bodyOf(request) : '', Date.now());
    return told === undefined ? json(404, { error: { what: 'Nobody came into a menu on this number.', do: 'Ask for another.' } }) : json(typeof told === 'object' && told !== null && 'error' in told ? 400 : 200, told);
  }
  if (noun === 'minutes') return json(200, minutesView(Date.now()));
  if (noun === 'troubles') return json(200, { items: troubles, next: null });
  if (noun === 'findings') return json(200, id === '' ? { items: lines, next: null } : verb === 'calls' ? callOfFinding(also) : request.method === 'POST' ? sayOfFinding(verb ?? '', await textIn(request)) : pageOfFinding());
  if (noun === 'recovery' && verb === 'number') return json(200, { number: '+12025550123' });
  if (noun === 'recovery' && verb === 'reached') world.recovery.delete(id);
  const line = world.recovery.get(id);
  if (noun === 'recovery' && verb === 'attempted' && line !== undefined) world.recovery.set(id, { ...line, state: 'attempted', by: who.who });
  return noun === 'recovery' ? json(200, {}) : json(404, { error: { what: `The made-up floor has no ${noun ?? ''}.`, do: 'Look at it on a server.' } });
}

async function lab(id: string | undefined, request: IncomingMessage, json: (status: number, body: unknown) => void): Promise<void> {
  if (request.method === 'POST') return json(200, startRun(JSON.parse(await bodyOf(request)) as LabRunWanted, who.who, Date.now()));
  if (id === undefined) return json(200, labView(Date.now()));
  if (request.method === 'DELETE') { cancelRun(id); return json(200, null); }
  const run = runOf(id, Date.now());
  return run === undefined ? json(404, { error: { what: 'There is no such run.', do: 'Start it again.' } }) : json(200, run);
}

/** Any name with the password "earshot"; signed in by a cookie, or from the start with ?in on the first request. */
async function signedIn(request: IncomingMessage, response: ServerResponse, json: (status: number, body: unknown) => void): Promise<void> {
  if (request.method === 'DELETE') { response.setHeader('set-cookie', 'in=0; Path=/'); return json(200, {}); }
  if (request.method === 'GET') return request.headers.cookie?.includes('in=1') ? json(200, { ...who, role: /role=(\w+)/.exec(request.headers.cookie)?.[1] ?? who.role }) : json(401, { error: { what: 'Nobody is signed in.', do: 'Sign in.' } });
  const body = await bodyOf(request);
  if ((JSON.parse(body) as { password?: string }).password !== 'earshot') return json(401, { error: { what: 'That name and password do not match.', do: 'Check both; capitals count.' } });
  response.setHeader('set-cookie', 'in=1; Path=/; HttpOnly; SameSite=Lax');
  json(200, who);
}

async function textIn(request: IncomingMessage): Promise<string> {
  return (JSON.parse(await bodyOf(request)) as { text?: string }).text ?? '';
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

async function file(root: string, path: string, response: ServerResponse): Promise<void> {
  const name = path === '/' ? '/index.html' : normalize(path);
  const body = await readFile(join(root, name)).catch(() => null);
  if (body === null) return void response.writeHead(404).end('Not here.');
  response.writeHead(200, { 'content-type': types[extname(name)] ?? 'application/octet-stream', 'content-security-policy': policy }).end(body);
}
