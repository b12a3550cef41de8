import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { createToken, revokeToken } from '../../src/access/keys.js';
import { MINUTE } from '../../src/domain/time.js';
import { startSession } from '../../src/access/sessions.js';
import { changeRole, createUser, disableUser } from '../../src/access/users.js';
import { movedParts, valueOf } from '../support/access.js';
import { guardedApp } from './guarded-app.js';

const parts = movedParts();
let app: NestFastifyApplication;
let url: string;
let open: Socket[] = [];

beforeAll(async () => {
  app = await guardedApp(parts, ['https://earshot.example.com']);
  await app.listen(0, '127.0.0.1');
  url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
});
afterEach(() => {
  open.forEach(each => each.close());
  open = [];
});
afterAll(() => app?.close());

function connect(token: string | undefined, headers: Record<string, string> = {}): Promise<Socket> {
  const socket = io(`${url}/board`, { transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: headers, ...(token === undefined ? {} : { auth: { token } }) });
  open.push(socket);
  return new Promise((resolve, reject) => socket.on('connect', () => resolve(socket)).on('connect_error', reject));
}

const answerTo = (socket: Socket, message: string): Promise<unknown> => new Promise((resolve) => {
  socket.onAny((event, said) => resolve([event, said]));
  socket.emit(message, {});
});

test('turns away who has no token, a foreign page, and a page that hides where it is from', async () => {
  const token = valueOf(await createToken(parts, { role: 'supervisor' })).secret;
  await createUser(parts, { user: 'sue', role: 'supervisor' });
  const cookie = `__Host-earshot_session=${await startSession(parts, 'sue')}`;
  await expect(connect(undefined)).rejects.toThrow(/^Nobody is signed in\./);
  await expect(connect(token, { origin: 'https://evil.example' })).rejects.toThrow(/^This request comes from another site\./);
  await expect(connect(undefined, { cookie, origin: 'null' })).rejects.toThrow(/^This request comes from another site\./);
  await expect(connect(undefined, { cookie })).rejects.toThrow(/^This request comes from another site\./);
  expect((await connect(undefined, { cookie, origin: 'https://earshot.example.com' })).connected).toBe(true);
});

test('answers messages that the role allows and no others', async () => {
  const socket = await connect(valueOf(await createToken(parts, { role: 'wall', label: 'hall 2', queues: ['billing'] })).secret);
  expect(await answerTo(socket, 'watch')).toEqual(['seen', { who: 'hall 2', role: 'wall', queues: ['billing'], teams: null, actsFor: null }]);
  socket.offAny();
  expect(await answerTo(socket, 'act')).toEqual(['exception', expect.objectContaining({ error: expect.objectContaining({ what: 'The role wall may not do this.' }) })]);
  socket.offAny();
  expect(await answerTo(socket, 'forgotten')).toEqual(['exception', expect.anything()]);
});

test('cuts an open socket within 5 s of revoking its token, and says why', async () => {
  const { secret } = valueOf(await createToken(parts, { role: 'wall' }));
  const socket = await connect(secret);
  const said = new Promise(resolve => socket.on('refused', resolve));
  const cut = new Promise(resolve => socket.on('disconnect', resolve));
  const revokedAt = performance.now();
  await revokeToken(parts, secret);
  expect(await said).toEqual({ reason: expect.stringMatching(/^This key or token was revoked\./) });
  await cut;
  expect(performance.now() - revokedAt).toBeLessThan(5_000);
});

test.each<[string, () => Promise<unknown>, RegExp]>([
  ['expires', async () => parts.pass(12 * 60 * MINUTE), /^Your session has ended\./],
  ['is of somebody whose role was taken away', () => changeRole(parts, 'tess', { role: 'agent', actsFor: 'a1' }), /^What you may see has changed\./],
  ['is of somebody who was disabled', () => disableUser(parts, 'tess'), /^Your session has ended\./],
])('cuts an open socket within 5 s when its session %s', async (_, happens, why) => {
  await createUser(parts, { user: 'tess', role: 'supervisor', password: 'correct horse' });
  await changeRole(parts, 'tess', { role: 'supervisor' });
  const cookie = `__Host-earshot_session=${await startSession(parts, 'tess')}`;
  const socket = await connect(undefined, { cookie, origin: 'https://earshot.example.com' });
  const said = new Promise((resolve) => socket.on('refused', resolve));
  const cut = new Promise((resolve) => socket.on('disconnect', resolve));
  const happenedAt = performance.now();
  await happens();
  expect(await said).toEqual({ reason: expect.stringMatching(why) });
  await cut;
  expect(performance.now() - happenedAt).toBeLessThan(5_000);
});

test('cuts an open socket within 5 s when its token expires', async () => {
  const { secret } = valueOf(await createToken(parts, { role: 'wall', expiresAt: parts.clock.now() + MINUTE }));
  const socket = await connect(secret);
  const said = new Promise((resolve) => socket.on('refused', resolve));
  const expiredAt = performance.now();
  parts.pass(MINUTE);
  expect(await said).toEqual({ reason: expect.stringMatching(/^This token has expired\./) });
  expect(performance.now() - expiredAt).toBeLessThan(5_000);
});
