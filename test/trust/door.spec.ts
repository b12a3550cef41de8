import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createKey, createToken, revokeKey } from '../../src/access/keys.js';
import { assertEveryRouteHasAPolicy, routesOf } from '../../src/access/routes.js';
import { changeRole, createLoginLink, createUser } from '../../src/access/users.js';
import { CredentialsUnavailable } from '../../src/ports/credentials.js';
import { MINUTE, SECOND } from '../../src/domain/time.js';
import { movedParts, valueOf } from '../support/access.js';
import { memoryCredentials } from '../support/memory-credentials.js';
import { ask as askServer, HOST, type Answer, type Asked } from './ask.js';
import { Forgotten, guardedApp } from './guarded-app.js';

const kept = memoryCredentials();
let away = false;
const unless = <Value>(answer: () => Promise<Value>): Promise<Value> => (away ? Promise.reject(new CredentialsUnavailable('away')) : answer());
const parts = movedParts({ ...kept, find: ids => unless(() => kept.find(ids)), account: user => unless(() => kept.account(user)) });
let app: NestFastifyApplication;
let key: string;
let wall: string;
let admin: string;

beforeAll(async () => {
  app = await guardedApp(parts, [], [Forgotten]);
  await app.listen(0, '127.0.0.1');
  key = valueOf(await createKey(parts, { source: 'pbx' })).secret;
  wall = valueOf(await createToken(parts, { role: 'wall', label: 'hall 2', queues: ['billing'] })).secret;
  admin = valueOf(await createToken(parts, { role: 'admin' })).secret;
  await createUser(parts, { user: 'sue', role: 'supervisor', password: 'correct horse', queues: ['billing'] });
});
afterAll(() => app?.close());

const ask = (method: 'GET' | 'POST' | 'DELETE', path: string, asked?: Asked): Promise<Answer> => askServer(app.getHttpServer(), method, path, asked);

const OURS = `http://${HOST}`;
const setCookie = (answer: Answer): string | undefined => answer.headers['set-cookie']?.[0];
const account = { user: 'sue', password: 'correct horse' };
const cookieOf = (answer: Answer): string => setCookie(answer)?.split(';')[0] ?? '';
const signedIn = async (): Promise<string> => cookieOf(await ask('POST', '/api/v1/session', { body: account, origin: OURS }));

describe('the door for events', () => {
  test('opens to a key and knows its source', async () => {
    expect(await ask('POST', '/ingest', { bearer: key })).toMatchObject({ status: 201, said: { source: 'pbx' } });
  });

  test('answers 401 without a key and with a wrong one, and says what to do', async () => {
    const none = await ask('POST', '/ingest');
    expect(none).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } });
    expect(none.said?.error).toEqual({ what: 'This request carries no ingest key.', do: expect.stringContaining('keys create --source NAME') });
    const forged = key.slice(0, -1) + (key.endsWith('A') ? 'B' : 'A');
    expect(await ask('POST', '/ingest', { bearer: forged })).toMatchObject({ status: 401 });
    expect(await ask('POST', '/ingest', { bearer: 'x' })).toMatchObject({ status: 401 });
    expect(await ask('POST', '/ingest', { cookie: await signedIn(), origin: OURS })).toMatchObject({ status: 401 });
  });

  test('answers 403 to a token, even an admin\'s, and reading answers 403 to a key', async () => {
    expect(await ask('POST', '/ingest', { bearer: admin })).toMatchObject({ status: 403 });
    expect(await ask('GET', '/board', { bearer: key })).toMatchObject({ status: 403, said: { error: { do: expect.stringContaining('tokens create') } } });
  });

  test('closes within 5 s of revoking the key', async () => {
    const { secret } = valueOf(await createKey(parts, { source: 'old' }));
    expect(await ask('POST', '/ingest', { bearer: secret })).toMatchObject({ status: 201 });
    await revokeKey(parts, secret);
    parts.pass(5 * SECOND);
    expect(await ask('POST', '/ingest', { bearer: secret })).toMatchObject({ status: 401, said: { error: { what: 'This key or token was revoked.' } } });
  });

  test('answers 503 with Retry-After while nobody can be checked', async () => {
    parts.pass(5 * SECOND);
    away = true;
    const answers = [await ask('POST', '/ingest', { bearer: key }), await ask('POST', '/api/v1/session', { body: account })];
    away = false;
    for (const each of answers) expect(each).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
    expect(await ask('POST', '/ingest', { bearer: key })).toMatchObject({ status: 201 });
  });
});

describe('a route', () => {
  test('is told who reads and what they may see', async () => {
    expect((await ask('GET', '/board', { bearer: wall })).said).toEqual({ who: 'hall 2', role: 'wall', queues: ['billing'], teams: null, actsFor: null });
  });

  test('refuses roles that the table does not name', async () => {
    expect(await ask('GET', '/contacts', { bearer: wall })).toMatchObject({ status: 403, said: { error: { what: 'The role wall may not do this.' } } });
    expect(await ask('POST', '/settings', { bearer: wall, body: {} })).toMatchObject({ status: 403 });
    expect(await ask('POST', '/settings', { bearer: admin, body: {} })).toMatchObject({ status: 201 });
  });

  test('refuses a token that has expired', async () => {
    const { secret } = valueOf(await createToken(parts, { role: 'wall', expiresAt: parts.clock.now() + MINUTE }));
    expect(await ask('GET', '/board', { bearer: secret })).toMatchObject({ status: 200 });
    parts.pass(MINUTE);
    expect(await ask('GET', '/board', { bearer: secret })).toMatchObject({ status: 401, said: { error: { what: 'This token has expired.' } } });
  });

  test('without a rule is refused to everyone, and stops the start', async () => {
    expect(await ask('GET', '/forgotten', { bearer: admin })).toMatchObject({ status: 403 });
    expect(() => assertEveryRouteHasAPolicy(app)).toThrow(
      /^Nobody may use (GET \/forgotten \(Forgotten\.show\), SOCKET \/board forgotten \(BoardDoor\.forgotten\)|SOCKET \/board forgotten \(BoardDoor\.forgotten\), GET \/forgotten \(Forgotten\.show\)): no rule/,
    );
    expect(routesOf(app).filter(({ policy }) => policy?.is === 'public').map(({ method, path }) => `${method} ${path}`).sort())
      .toEqual(['GET /api/v1/session/ways', 'GET /login/:link', 'GET /open', 'POST /api/v1/session', 'POST /webhook']);
  });
});

describe('a session', () => {
  test('begins with name and password in a cookie that no script reads and no other site sends', async () => {
    const answer = await ask('POST', '/api/v1/session', { body: account, origin: OURS });
    expect(answer).toMatchObject({ status: 200, said: { who: 'sue', role: 'supervisor' } });
    expect(setCookie(answer)).toMatch(/^earshot_session=erc_[0-9a-f]{12}_[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
    expect((await ask('GET', '/api/v1/session', { cookie: cookieOf(answer) })).said).toEqual({ who: 'sue', role: 'supervisor' });
  });

  test('does not begin with a wrong password, nor from another site', async () => {
    expect(await ask('POST', '/api/v1/session', { body: { ...account, password: 'wrong' } })).toMatchObject({ status: 401, said: { error: { what: 'That name and password do not match.' } } });
    expect(await ask('POST', '/api/v1/session', { body: account, origin: 'https://evil.example' })).toMatchObject({ status: 403 });
  });

  test('ends, and its cookie with it', async () => {
    const cookie = await signedIn();
    const ended = await ask('DELETE', '/api/v1/session', { cookie, origin: OURS });
    expect(ended).toMatchObject({ status: 204, headers: { 'set-cookie': [expect.stringMatching(/^earshot_session=; Max-Age=0;/)] } });
    expect(await ask('GET', '/api/v1/session', { cookie })).toMatchObject({ status: 401 });
  });

  test('changes nothing for a page of another site, nor where no origin is said', async () => {
    const cookie = await signedIn();
    await changeRole(parts, 'sue', { role: 'admin' });
    parts.pass(5 * SECOND);
    for (const origin of ['https://evil.example', 'null', 'http://earshot.local:8080', undefined]) {
      expect(await ask('POST', '/settings', { cookie, body: {}, ...(origin === undefined ? {} : { origin }) })).toMatchObject({ status: 403, said: { error: { what: 'This request comes from another site.' } } });
    }
    expect(await ask('POST', '/settings', { cookie, body: {}, origin: OURS })).toMatchObject({ status: 201 });
    await changeRole(parts, 'sue', { role: 'supervisor', queues: ['billing'] });
    parts.pass(5 * SECOND);
    expect(await ask('POST', '/settings', { cookie, body: {}, origin: OURS })).toMatchObject({ status: 403 });
  });

  test('is prolonged by use', async () => {
    const cookie = await signedIn();
    parts.pass(11 * 60 * MINUTE);
    expect(setCookie(await ask('GET', '/board', { cookie }))).toBe(`${cookie}; Max-Age=43200; Path=/; HttpOnly; SameSite=Strict`);
    expect(setCookie(await ask('GET', '/board', { cookie }))).toBeUndefined();
  });

  test('begins with a login link, once', async () => {
    const { path } = valueOf(await createLoginLink(parts, 'sue'));
    const first = await ask('GET', path);
    expect(first).toMatchObject({ status: 303, headers: { location: '/', 'cache-control': 'no-store' } });
    expect(await ask('GET', '/board', { cookie: cookieOf(first) })).toMatchObject({ status: 200, said: { who: 'sue' } });
    expect(await ask('GET', path)).toMatchObject({ status: 401, said: { error: { do: expect.stringContaining('users link NAME') } } });
  });
});

test('senders without a browser reach what is public', async () => {
  expect(await ask('GET', '/open')).toMatchObject({ status: 200 });
  expect(await ask('POST', '/webhook')).toMatchObject({ status: 201 });
});
