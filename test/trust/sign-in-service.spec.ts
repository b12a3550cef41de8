import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { OidcProvider } from '../../src/access/provider/oidc.js';
import { ProviderSignIns } from '../../src/access/provider/provider-sign-ins.js';
import { ProviderRecheck } from '../../src/access/provider/recheck.js';
import { createLoginLink, createUser, changeRole, disableUser, enableUser, listUsers, resetUser } from '../../src/access/users.js';
import type { IdentityProvider } from '../../src/domain/identity-provider.js';
import type { Reader } from '../../src/domain/reader.js';
import { HOUR, MINUTE } from '../../src/domain/time.js';
import { movedParts, valueOf } from '../support/access.js';
import type { MovedParts } from '../support/access.js';
import { SignInService } from '../support/sign-in-service.js';
import { Wanderer } from '../support/wanderer.js';
import type { Arrived } from '../support/wanderer.js';
import { guardedApp } from './guarded-app.js';

const PUBLIC = 'https://earshot.example.com';
const CALLBACK = `${PUBLIC}/login/oidc/callback`;
const service = new SignInService(CALLBACK);
const secret = Buffer.alloc(32, 1);

let parts: MovedParts;
let app: NestFastifyApplication;
let signIns: ProviderSignIns;
let recheck: ProviderRecheck;
let browser: Wanderer;
let open: Socket[] = [];

beforeAll(() => service.open());
afterAll(() => service.close());
beforeEach(async () => {
  service.people.clear();
  service.people.set('s-1', { preferred_username: 'Sue Miller', groups: ['staff', 'cc-leads'], queues: ['billing'] });
  Object.assign(service, { whoComes: 's-1', bend: undefined, forges: false, refuses: false });
  await begin();
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.close();
  await app.close();
});

async function begin(settings: Partial<IdentityProvider> = {}): Promise<void> {
  await app?.close();
  parts = movedParts();
  signIns = new ProviderSignIns({ access: parts, provider: new OidcProvider({ ...service.settings(), ...settings }, CALLBACK), secret, secure: true });
  recheck = new ProviderRecheck(signIns, () => undefined);
  app = await guardedApp(parts, [PUBLIC], [], signIns);
  await app.listen(0, '127.0.0.1');
  browser = newBrowser();
}
const port = (): number => (app.getHttpServer().address() as AddressInfo).port;
const newBrowser = (): Wanderer => new Wanderer({ 'earshot.example.com': port() });
const signIn = (options: Parameters<Wanderer['go']>[1] = {}): Promise<Arrived> => browser.go(`${PUBLIC}/login/oidc`, { until: /^https:\/\/earshot\.example\.com\/(desk)?$/, ...options });
const reader = async (): Promise<Reader> => JSON.parse((await browser.go(`${PUBLIC}/board`)).text) as Reader;
const changed = (url: string, name: string, value: string): string => {
  const bent = new URL(url);
  if (bent.searchParams.has(name)) bent.searchParams.set(name, value);
  return bent.href;
};
/** What the page for whoever is not let in says. */
const refusal = ({ status, text }: Arrived): string => `${status} ${/<strong>(.*)<\/strong>/.exec(text)?.[1] ?? text}`;

describe('who signs in with the company\'s own service', () => {
  test('comes back as who the claims say, with a session of ours', async () => {
    const arrived = await signIn();
    expect([arrived.way.at(-1), arrived.status, arrived.headers['cache-control']]).toEqual([`${PUBLIC}/`, 303, 'no-store']);
    expect(await reader()).toEqual({ who: 'sue-miller', role: 'supervisor', queues: ['billing'], teams: null, actsFor: null });
    expect(arrived.headers['set-cookie']).toEqual([
      '__Secure-earshot_sign_in=; Max-Age=0; Path=/login/oidc; HttpOnly; SameSite=Lax; Secure',
      expect.stringMatching(/^__Host-earshot_session=erc_\w+_[\w-]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict; Secure$/),
    ]);
  });

  test('is sent there with PKCE, a state and a nonce, each new', async () => {
    const [first, second] = [await signIn(), await newBrowser().go(`${PUBLIC}/login/oidc`)].map(({ way }) => new URL(way[1] ?? '').searchParams);
    expect(Object.fromEntries(first ?? [])).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', redirect_uri: CALLBACK, client_id: 'earshot', scope: 'openid profile offline_access' });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(first?.get(name)).not.toBe(second?.get(name));
    expect([...first?.keys() ?? []]).not.toContain('code_verifier');
  });

  test('is one account, however often they come and whatever they are called', async () => {
    await signIn();
    service.people.set('s-1', { preferred_username: 'sue.jones', groups: ['cc-leads', 'cc-admins'] });
    browser = newBrowser();
    await signIn();
    expect(await reader()).toMatchObject({ who: 'sue-miller', role: 'admin', queues: null });
    expect(await listUsers(parts)).toHaveLength(1);
  });

  test('never opens an account of this machine that has the same name', async () => {
    await createUser(parts, { user: 'sue-miller', role: 'admin' });
    await signIn();
    expect((await reader()).who).toMatch(/^sue-miller-[0-9a-f]{6}$/);
    expect((await listUsers(parts)).map(({ role, identity }) => [role, identity === null])).toEqual([['admin', true], ['supervisor', false]]);
  });

  test('who is an agent there is one here, and comes to the desk', async () => {
    service.people.set('s-1', { preferred_username: 'al', groups: 'cc-agents', agent: 'agent-7' });
    expect((await signIn()).way.at(-1)).toBe(`${PUBLIC}/desk`);
    expect((await parts.credentials.account('al'))?.actsFor).toBe('agent-7');
  });

  test('is changed there and not here', async () => {
    await signIn();
    for (const done of [await changeRole(parts, 'sue-miller', { role: 'admin' }), await resetUser(parts, 'sue-miller'), await createLoginLink(parts, 'sue-miller')]) {
      expect(done).toEqual({ ok: false, reason: expect.stringContaining(`signs in with ${service.issuer}, which says what they may do here`) });
    }
  });
});

describe('is not let in, and told why', () => {
  const nobodyCame = async (): Promise<void> => {
    expect((await browser.go(`${PUBLIC}/board`)).status).toBe(401);
    expect(await listUsers(parts)).toEqual([]);
  };

  test.each<[string, object, string]>([
    ['has no role', { groups: ['staff'] }, '403 None of what your sign-in service says of you in &#34;groups&#34; is a role here.'],
    ['is said nothing of', {}, '403 Your sign-in service says nothing of you in &#34;groups&#34;, so you have no role here.'],
    ['leads no queue', { groups: ['cc-leads'], queues: [] }, '403 Your sign-in service names no queue and no team for you in &#34;queues&#34;.'],
    ['is some agent', { groups: ['cc-agents'] }, '403 Your sign-in service does not say which agent you are: it says nothing of you in &#34;agent&#34;.'],
  ])('who %s', async (_, said, expected) => {
    service.people.set('s-1', { preferred_username: 'sue', ...said });
    const arrived = await signIn();
    expect(refusal(arrived)).toBe(expected);
    expect(arrived.headers['content-type']).toBe('text/html; charset=utf-8');
    await nobodyCame();
  });

  test('whose answer holds another nonce', async () => {
    expect(refusal(await signIn({ bend: (url) => changed(url, 'nonce', 'of-another') }))).toMatch(/^401 What Example says of you cannot be believed: unexpected JWT claim value encountered/);
    await nobodyCame();
  });

  test('whose answer holds another state', async () => {
    expect(refusal(await signIn({ bend: (url) => (url.startsWith(CALLBACK) ? changed(url, 'state', 'of-another') : url) }))).toBe('401 This sign-in was begun in another browser, or more than ten minutes ago.');
    await nobodyCame();
  });

  test('who brings another\'s code', async () => {
    const stolen = new URL((await newBrowser().go(`${PUBLIC}/login/oidc`, { until: new RegExp(`^${CALLBACK}`) })).way.at(-1) ?? '').searchParams.get('code') ?? '';
    expect(stolen).not.toBe('');
    // Their own state and nonce are right; PKCE's verifier is not the one of that code.
    expect(refusal(await signIn({ bend: (url) => (url.startsWith(CALLBACK) ? changed(url, 'code', stolen) : url) }))).toMatch(/^401 Example did not sign you in: grant request is invalid/);
    await nobodyCame();
  });

  test('who comes with an answer and began nothing here', async () => {
    const to = (await newBrowser().go(`${PUBLIC}/login/oidc`, { until: new RegExp(`^${CALLBACK}`) })).way.at(-1) ?? '';
    expect(refusal(await browser.go(to))).toBe('401 This sign-in was begun in another browser, or more than ten minutes ago.');
    await nobodyCame();
  });

  test('who takes longer than ten minutes', async () => {
    const to = (await signIn({ until: new RegExp(`^${CALLBACK}`) })).way.at(-1) ?? '';
    parts.pass(11 * MINUTE);
    expect(refusal(await browser.go(to))).toMatch(/^401 This sign-in was begun in another browser/);
    await nobodyCame();
  });

  test('whose answer is used a second time', async () => {
    const to = (await signIn()).way.at(-2) ?? '';
    expect(to.startsWith(CALLBACK)).toBe(true);
    expect(refusal(await browser.go(to))).toMatch(/^401 This sign-in was begun in another browser/);
  });

  test.each<[string, SignInService['bend'], RegExp]>([
    ['has expired', (claims) => ({ ...claims, exp: Number(claims['iat']) - 120 }), /JWT timestamp claim value failed validation/],
    ['is for another server', (claims) => ({ ...claims, aud: 'another' }), /unexpected JWT "aud" \(audience\) claim value|unexpected JWT claim value/],
    ['is from another service', (claims) => ({ ...claims, iss: 'https://evil.example' }), /unexpected JWT/],
  ])('whose answer %s', async (_, bend, why) => {
    service.bend = bend;
    const said = refusal(await signIn());
    expect(said).toMatch(/^401 What Example says of you cannot be believed: /);
    expect(said).toMatch(why);
    await nobodyCame();
  });

  test('whose answer is signed by somebody else', async () => {
    service.forges = true;
    expect(refusal(await signIn())).toMatch(/^401 What Example says of you cannot be believed: .*signature/);
    await nobodyCame();
  });

  test('whom the service refuses, in its words', async () => {
    service.refuses = true;
    expect(refusal(await signIn())).toBe('401 Example did not sign you in: Not at this hour.');
  });

  test('where our secret is wrong, and where the service does not answer', async () => {
    await begin({ clientSecret: 'another' });
    const arrived = await signIn();
    expect(refusal(arrived)).toBe('401 Example does not know this Earshot.');
    expect(arrived.text).toContain('EARSHOT_OIDC_CLIENT_SECRET');
    await begin({ issuer: 'http://127.0.0.1:9' });
    expect(refusal(await signIn())).toBe('503 Example does not answer.');
  });

  test('whose account was disabled here', async () => {
    await signIn();
    await disableUser(parts, 'sue-miller');
    parts.pass(5_000);
    expect((await browser.go(`${PUBLIC}/board`)).status).toBe(401);
    expect(refusal(await signIn())).toBe('403 Your account on this Earshot is disabled.');
    valueOf(await enableUser(parts, 'sue-miller'));
    expect((await signIn()).status).toBe(303);
  });
});

describe('the service is asked again', () => {
  const board = async (): Promise<{ cut: Promise<string> }> => {
    const socket = io(`http://127.0.0.1:${port()}/board`, { transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: { cookie: browser.cookiesOf(PUBLIC), origin: PUBLIC } });
    open.push(socket);
    await new Promise<void>((resolve, reject) => void socket.on('connect', resolve).on('connect_error', reject));
    return { cut: new Promise((resolve) => void socket.on('refused', ({ reason }: { reason: string }) => resolve(reason))) };
  };

  test('and cuts the open boards of whoever is gone there', async () => {
    await signIn();
    const { cut } = await board();
    service.people.delete('s-1');
    await recheck.look();
    expect(await reader()).toMatchObject({ who: 'sue-miller' });
    parts.pass(6 * MINUTE);
    await recheck.look();
    expect(await cut).toMatch(/^Your session has ended\./);
    expect((await browser.go(`${PUBLIC}/board`)).status).toBe(401);
  });

  test('and lets a role go that was taken away, and gives the one that is new', async () => {
    await signIn();
    const { cut } = await board();
    service.people.set('s-1', { groups: ['cc-leads'], queues: ['tech'] });
    parts.pass(6 * MINUTE);
    await recheck.look();
    expect(await cut).toMatch(/^What you may see has changed\./);
    expect(await reader()).toMatchObject({ role: 'supervisor', queues: ['tech'] });
    service.people.set('s-1', { groups: ['staff'] });
    parts.pass(6 * MINUTE);
    await recheck.look();
    parts.pass(5_000);
    expect((await browser.go(`${PUBLIC}/board`)).status).toBe(401);
  });

  test('again and again, with what it gives each time', async () => {
    await signIn();
    for (let times = 0; times < 3; times += 1) {
      parts.pass(6 * MINUTE);
      await recheck.look();
      expect(await parts.credentials.wordsDue({ now: parts.clock.now(), askBefore: parts.clock.now(), endBefore: parts.clock.now(), limit: 9 })).toEqual([]);
      expect(await reader()).toMatchObject({ who: 'sue-miller' });
    }
  });

  test('and believed for twelve hours where it does not answer', async () => {
    await signIn();
    await service.close();
    for (const [hours, status] of [[11, 200], [0.9, 200], [0.2, 401]] as const) {
      parts.pass(hours * HOUR);
      await recheck.look();
      parts.pass(5_000);
      expect((await browser.go(`${PUBLIC}/board`)).status).toBe(status);
    }
    await service.open();
  });

  test('in the database its word is sealed', async () => {
    await signIn();
    const [word] = await parts.credentials.wordsDue({ now: parts.clock.now(), askBefore: Infinity, endBefore: 0, limit: 1 });
    expect(word?.sealed?.length).toBeGreaterThan(28);
    expect(signIns.words.open(word?.sealed ?? new Uint8Array(), 'another')).toBeUndefined();
    expect(signIns.words.open(word?.sealed ?? new Uint8Array(), 's-1')).toMatch(/^[\w-]{20,}$/);
  });
});

test('who comes by it, who is not let in and whose session it ended is written down', async () => {
  await signIn();
  service.people.set('s-1', { groups: ['cc-admins'] });
  parts.pass(6 * MINUTE);
  await recheck.look();
  service.people.delete('s-1');
  parts.pass(6 * MINUTE);
  await recheck.look();
  service.people.set('s-1', { groups: ['staff'] });
  await signIn();
  service.people.set('s-9', { preferred_username: 'Eve', groups: [] });
  service.whoComes = 's-9';
  browser = newBrowser();
  await signIn();
  expect(parts.audit.lines()).toEqual([
    `the test | account.made | sue-miller | supervisor of billing, by ${service.issuer}`,
    'sue-miller | signed-in | 127.0.0.1 | with Example',
    'the test | account.changed | sue-miller | supervisor of billing → admin',
    'sue-miller | session.ended | Example: it knows them no more',
    'sue-miller | sign-in.refused | 127.0.0.1 | None of what your sign-in service says of you in "groups" is a role here.',
    'eve | sign-in.refused | 127.0.0.1 | Your sign-in service says nothing of you in "groups", so you have no role here.',
  ]);
});

test('whoever signed in with another service is signed out when it is another\'s turn', async () => {
  await signIn();
  expect(await parts.credentials.revokeStrangers(service.issuer, parts.clock.now())).toBe(0);
  expect(await parts.credentials.revokeStrangers(null, parts.clock.now())).toBe(1);
  parts.pass(5_000);
  expect((await browser.go(`${PUBLIC}/board`)).status).toBe(401);
});

test('the page asks whether there is such a service, and how it is called', async () => {
  expect(JSON.parse((await browser.go(`${PUBLIC}/api/v1/session/ways`)).text)).toEqual({ provider: { name: 'Example', path: '/login/oidc' } });
});
