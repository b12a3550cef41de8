import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Module } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { AddressInfo } from 'node:net';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { createKey, createToken, revokeToken } from '../../src/access/keys.js';
import { accessProviders } from '../../src/access/providers.js';
import { assertEveryRouteHasAPolicy } from '../../src/access/routes.js';
import type { DeskNow, PromptView, Taken } from '../../src/contract/desk.js';
import { deskControllers, deskProviders } from '../../src/desk/providers.js';
import { unnamedFloor } from '../../src/domain/floor.js';
import { seconds } from '../../src/domain/time.js';
import { Counters } from '../../src/ports/gauges.js';
import { movedParts, valueOf } from '../support/access.js';
import { DeskFloor } from '../support/desk-floor.js';
import { caller, hangsUp, partsFrom, queues, reaches } from '../support/story.js';

const parts = movedParts();
const begins = parts.clock.now();
const floor = { ...unnamedFloor, queues: { sales: { team: 'north' }, tech: { team: 'south' } } };
const desk = new DeskFloor(begins, floor);
let app: NestFastifyApplication;
let url: string;
let open: Socket[] = [];

beforeAll(async () => {
  // Asked as from elsewhere: this floor's own outlet, beside the gateway.
  desk.elsewhere.add('al').add('bo');
  const stories = [
    caller({ id: 'of al', begins }).at(1, queues('sales'), reaches('al', 'sales')).at(90, partsFrom('al'), hangsUp()),
    caller({ id: 'of bo', begins }).at(1, queues('tech'), reaches('bo', 'tech')).at(90, partsFrom('bo'), hangsUp()),
    caller({ id: 'on with bo', begins, from: 'tel_ann' }).at(5, reaches('bo', 'tech')),
  ];
  for (const event of stories.flatMap(({ events }) => events).toSorted((a, b) => a.time - b.time)) await desk.arrive(event.time, [event]);
  await desk.pass(begins + seconds(92));

  @Module({ controllers: [...deskControllers], providers: [...accessProviders(parts, []), { provide: Counters, useValue: new Counters() }, ...deskProviders(desk.desk)] })
  class DeskModule {}
  const built = await Test.createTestingModule({ imports: [DeskModule] }).compile();
  app = built.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  app.useWebSocketAdapter(new IoAdapter(app));
  assertEveryRouteHasAPolicy(app);
  await app.listen(0, '127.0.0.1');
  url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
});
afterEach(() => {
  for (const socket of open) socket.close();
  open = [];
});
afterAll(() => app?.close());

interface Joined {
  readonly socket: Socket;
  readonly now: DeskNow;
  readonly prompts: PromptView[];
}

function join(token: string | undefined, headers: Record<string, string> = {}): Promise<Joined> {
  const socket = io(`${url}/desk`, { transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: headers, ...(token === undefined ? {} : { auth: { token } }) });
  open.push(socket);
  const prompts: PromptView[] = [];
  socket.on('prompt', (prompt: PromptView) => void prompts.push(prompt));
  return new Promise((resolve, reject) => void socket.on('now', (now: DeskNow) => setTimeout(() => resolve({ socket, now, prompts }), 50)).on('connect_error', reject));
}

async function token(role: string, more: object = {}): Promise<string> {
  return valueOf(await createToken(parts, { role, label: role, ...more })).secret;
}
const agent = (actsFor: string): Promise<string> => token('agent', { actsFor });
const say = (socket: Socket, message: string, body: unknown): Promise<Taken> => socket.timeout(2_000).emitWithAck(message, body) as Promise<Taken>;
const ask = async (secret: string | undefined, where: string, body?: unknown): Promise<{ status: number; body: { items?: PromptView[]; error?: { what: string } } }> => {
  const answer = await fetch(new URL(where, url), {
    method: body === undefined ? 'GET' : 'POST', headers: { ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }), 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() as object };
};

test.each(['admin', 'supervisor', 'wall'])('the role %s has no desk', async (role) => {
  await expect(join(await token(role))).rejects.toThrow(`The role ${role} may not do this.`);
});

test('strangers, owners, ingest keys and other sites\' pages have none either', async () => {
  await expect(join(undefined)).rejects.toThrow(/^Nobody is signed in/);
  await expect(join(await token('owner', { actsFor: 'billing' }))).rejects.toThrow('The role owner may not do this.');
  await expect(join(valueOf(await createKey(parts, { source: 'pbx' })).secret)).rejects.toThrow(/ingest key/);
  await expect(join(await agent('al'), { origin: 'https://evil.example' })).rejects.toThrow(/another site/);
});

test('an agent sees their own contacts and prompts, and none of another\'s', async () => {
  const [al, bo] = [await join(await agent('al')), await join(await agent('bo'))];
  expect([al.now.agent.id, al.now.contacts, al.prompts.map(({ contact }) => contact)]).toEqual(['al', [], ['of al']]);
  expect([bo.now.contacts.map(({ id }) => id), bo.prompts.map(({ contact }) => contact)]).toEqual([['on with bo'], ['of bo']]);
});

test('an agent answers, asks and keeps for nobody else, and what is no answer is refused with a sentence', async () => {
  const { socket } = await join(await agent('al'));
  const before = desk.written.length;
  expect(await say(socket, 'answer', { prompt: 'of bo~bo', question: 'resolved', choice: 'yes' })).toMatchObject({ ok: false, again: false });
  expect(await say(socket, 'asked', { contact: 'on with bo' })).toMatchObject({ ok: false });
  expect(await say(socket, 'kept', { contact: 'of bo', promise: 'p' })).toMatchObject({ ok: false });
  for (const body of [undefined, null, 7, [], {}, { prompt: {}, question: 'resolved', choice: 'yes' }, { prompt: 'x'.repeat(9_999), question: 'q', choice: 'c' }, JSON.parse('{"__proto__":{"prompt":"of al~al"}}')]) {
    expect(await say(socket, 'answer', body)).toMatchObject({ ok: false, reason: 'An answer is {prompt, question, choice}, each a text.' });
  }
  expect(desk.written).toHaveLength(before);
  expect(await say(socket, 'answer', { prompt: 'of al~al', question: 'resolved', choice: 'yes' })).toEqual({ ok: true });
  expect(desk.written).toHaveLength(before + 1);
});

test('an open desk is cut when its token is revoked', async () => {
  const secret = await agent('al');
  const { socket } = await join(secret);
  const said = new Promise((resolve) => void socket.on('refused', resolve));
  await revokeToken(parts, secret);
  expect(await said).toEqual({ reason: expect.stringMatching(/^This key or token was revoked\./) });
});

test('the list over HTTP shows each role what it may see', async () => {
  const contacts = async (secret: string, query = ''): Promise<unknown> => (await ask(secret, `/api/v1/prompts${query}`)).body.items?.map(({ contact }) => contact).toSorted();
  expect(await contacts(await token('admin'))).toEqual(['of al', 'of bo']);
  expect(await contacts(await token('supervisor', { queues: ['tech'] }))).toEqual(['of bo']);
  expect(await contacts(await token('supervisor', { teams: ['north'] }))).toEqual(['of al']);
  expect(await contacts(await agent('al'))).toEqual(['of al']);
  expect(await contacts(await agent('al'), '?agent=bo')).toEqual([]);
  expect(await contacts(await token('admin'), '?state=expired')).toEqual([]);
  for (const role of ['wall', 'owner']) expect((await ask(await token(role, role === 'owner' ? { actsFor: 'it' } : {}), '/api/v1/prompts')).status).toBe(403);
  expect((await ask(undefined, '/api/v1/prompts')).status).toBe(401);
  expect((await ask(await token('admin'), '/api/v1/prompts?stat=open')).body.error?.what).toBe('There is no parameter "stat" here.');
});

test('a platform answers over HTTP on behalf of an agent; others answer their own or nothing', async () => {
  const where = `/api/v1/prompts/${encodeURIComponent('of bo~bo')}/answers`;
  const answers = { resolved: 'no', blocked: 'other-team' };
  expect((await ask(await agent('al'), where, { answers })).status).toBe(404);
  for (const role of ['supervisor', 'wall']) expect((await ask(await token(role), where, { answers })).status).toBe(403);
  expect(await ask(await token('admin'), where, { answers: { mood: 'good' } })).toMatchObject({ status: 400 });
  expect(await ask(await token('admin'), where, { answers: { resolved: 'maybe' } })).toMatchObject({ status: 409 });
  expect(await ask(await token('admin'), where, { answers })).toMatchObject({ status: 200, body: { state: 'open', questions: [{ id: 'reason' }, { answer: 'no' }, { answer: 'other-team' }, { id: 'promise' }] } });
  expect(desk.written.at(-1)?.data).toMatchObject({ agent: 'bo', by: 'admin', answers: { blocked: 'other-team' } });
  await desk.settle();
  expect(await ask(await agent('bo'), where, { answers: { ...answers, reason: 'tech', promise: 'no' } })).toMatchObject({ status: 200, body: { state: 'answered' } });
  await desk.settle();
  expect(await ask(await agent('bo'), where, { answers: { resolved: 'yes' } })).toMatchObject({ status: 409, body: { error: { what: expect.stringContaining('answered already') } } });
  desk.refusing = { taken: false, cause: 'log', retryAfterMs: 1_000, reason: 'the database does not answer' };
  const away = await ask(await agent('al'), `/api/v1/prompts/${encodeURIComponent('of al~al')}/answers`, { answers: { reason: 'other' } });
  desk.refusing = undefined;
  expect(away.status).toBe(503);
});
