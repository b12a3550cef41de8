import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { createToken, revokeToken } from '../../src/access/keys.js';
import { startSession } from '../../src/access/sessions.js';
import { createUser } from '../../src/access/users.js';
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
