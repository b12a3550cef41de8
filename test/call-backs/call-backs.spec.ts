import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Snapshot } from '../../src/contract/board.js';
import type { Mood, Person } from '../../src/demo/twilio/fate.js';
import { TwilioStandIn } from '../../src/demo/twilio/stand-in.js';
import { messageId, signatureOf } from '../../src/webhooks/sign.js';
import { openBrowser } from '../e2e/browser.js';
import { Earshot } from '../support/earshot.js';
import { Pbx } from '../support/pbx.js';
import { RecoveryList } from '../support/recovery-list.js';
import { until } from '../support/until.js';

const folder = mkdtempSync(path.join(tmpdir(), 'earshot-call-backs-'));
const floorFile = path.join(folder, 'floor.yaml');
const account = { accountSid: `AC${'c'.repeat(32)}`, authToken: 'the token of this test' };
const secret = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
const AGENT = '+12025550100';

const people = new Map<string, Person>([[AGENT, { answers: true, presses: (_, nth) => (nth === 0 ? '1' : undefined) }]]);
let mood: Mood = 'well';
/** Fires when Twilio has taken a call and has not answered yet. */
let onCreate: (() => void) | undefined;
let earshot: Earshot;
let list: RecoveryList;
const standIn = new TwilioStandIn({
  ...account, smsUrl: () => '', reach: (url) => url.replace('http://earshot.test', earshot.url), person: (number) => people.get(number) ?? {},
  mood: () => {
    onCreate?.();
    return mood;
  },
});
let pbx: Pbx;
let browser: Browser;
let key = '';
let sue = '';
const handed: { readonly id: string; readonly data: { readonly id: string; readonly number: string; readonly contact: string; readonly answerUrl: string } }[] = [];
const dialler = createServer({ ...certificate() }, (request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => void (body += chunk.toString()));
  request.on('end', () => {
    const [id = '', at = ''] = [request.headers['webhook-id'], request.headers['webhook-timestamp']].map(String);
    const isOurs = request.headers['webhook-signature'] === signatureOf(secret, id, Number(at), body);
    if (isOurs) handed.push({ id, data: (JSON.parse(body) as { data: (typeof handed)[number]['data'] }).data });
    response.writeHead(isOurs ? 202 : 401).end();
  });
});

beforeAll(async () => {
  await standIn.start();
  pbx = await Pbx.start();
  await new Promise<void>((resolve) => void dialler.listen(0, '127.0.0.1', resolve));
  writeFloor('twilio', `phones: { sue: '${AGENT}' }`);
  earshot = await Earshot.prepare({
    EARSHOT_SETTINGS: floorFile, EARSHOT_TWILIO_ACCOUNT_SID: account.accountSid, EARSHOT_TWILIO_AUTH_TOKEN: account.authToken, EARSHOT_TWILIO_API_URL: standIn.url,
    EARSHOT_PUBLIC_URL: 'http://earshot.test', EARSHOT_AMI_URL: pbx.url, EARSHOT_CALLBACK_WEBHOOK_SECRET: secret, EARSHOT_WEBHOOK_NETWORKS: '127.0.0.1', NODE_EXTRA_CA_CERTS: path.join(folder, 'cert.pem'),
    EARSHOT_CALLBACK_WEBHOOK_URL: `https://127.0.0.1:${(dialler.address() as AddressInfo).port}/calls`,
  });
  await earshot.start();
  key = await earshot.command('keys', 'create', '--source', 'test');
  sue = await earshot.command('tokens', 'create', '--role', 'supervisor', '--label', 'sue');
  list = new RecoveryList(earshot, key, sue);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await earshot.remove();
  await standIn.stop();
  await pbx.stop();
  dialler.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('through Twilio', () => {
  test('a click calls the agent, then the customer; the line says who calls, and closes by itself', async () => {
    const { line, number } = await list.letDown('t1');
    people.set(number, { answers: true, ringsMs: 300, talksMs: 300 });
    expect((await list.call(line)).status).toBe(202);
    await until(async () => (await list.lineOf(line))?.state === 'calling');
    // Two supervisors do not call the same person.
    expect(await list.call(line)).toMatchObject({ status: 409, body: { error: { what: expect.stringContaining('is calling this person') } } });
    await until(async () => await list.lineOf(line) === undefined);
    expect(standIn.calls.map(({ to }) => to)).toEqual([AGENT]);
    const types = (await list.timeline('t1')).map(({ type }) => type);
    expect(types.slice(types.indexOf('callback.claimed'))).toEqual(['callback.claimed', 'callback.number-used', 'callback.placed', 'callback.attempted', 'callback.reached']);
    // The returned call is a contact of its own, and names its customer.
    await until(async () => (await list.timeline(standIn.calls[0]?.sid ?? '')).some(({ type }) => type === 'contact.ended'));
    expect((await list.contact(standIn.calls[0]?.sid ?? '')).lane).toMatchObject({ direction: 'callback', customer: line.id });
    expect(JSON.stringify([await list.timeline('t1'), await list.timeline(standIn.calls[0]?.sid ?? '')])).not.toContain(number.slice(2));
  }, 30_000);

  test('no answer leaves the line open, with the try', async () => {
    const { line, number } = await list.letDown('t2');
    people.set(number, { isBusy: true });
    await list.call(line);
    await until(async () => (await list.lineOf(line))?.state === 'attempted');
    expect(await list.lineOf(line)).toMatchObject({ attempts: 1, lastAttempt: { result: 'busy' } });
  }, 30_000);

  test('an agent who does not pick up has called nobody', async () => {
    const { line } = await list.letDown('t3');
    people.set(AGENT, {});
    await list.call(line);
    await until(async () => (await list.lineOf(line))?.notCalled !== undefined);
    expect(await list.lineOf(line)).toMatchObject({ state: 'open', attempts: 0, notCalled: { why: 'agent-not-reached' } });
    people.set(AGENT, { answers: true, presses: (_, nth) => (nth === 0 ? '1' : undefined) });
  }, 30_000);

  test('a server killed between asking and the answer asks once, and finds its call again', async () => {
    const { line, number } = await list.letDown('t4');
    people.set(number, { answers: true });
    let isBack = (): void => undefined;
    people.set(AGENT, { answers: true, ringsUntil: new Promise((resolve) => (isBack = resolve)), presses: (_, nth) => (nth === 0 ? '1' : undefined) });
    const before = standIn.calls.length;
    mood = 'cut';
    const killed = new Promise<void>((resolve) => {
      onCreate = () => void earshot.kill().then(resolve);
    });
    await list.call(line).catch(() => undefined);
    await killed;
    [mood, onCreate] = ['well', undefined];
    await earshot.start();
    await earshot.caughtUp(sue);
    expect((await list.lineOf(line))?.state).toBe('calling');
    isBack();
    await until(async () => await list.lineOf(line) === undefined);
    expect(standIn.calls.length - before).toBe(1);
    people.set(AGENT, { answers: true, presses: (_, nth) => (nth === 0 ? '1' : undefined) });
  }, 60_000);

  test('the click in the browser', async () => {
    const { line, number } = await list.letDown('t5');
    people.set(number, { answers: true, ringsMs: 1_500 });
    await earshot.command('users', 'create', 'sue', '--role', 'supervisor');
    const { password } = JSON.parse(await earshot.command('users', 'reset', 'sue', '--json')) as { password: string };
    browser = await openBrowser();
    const page = await browser.newPage({ viewport: { width: 1_280, height: 900 } });
    await page.goto(earshot.url);
    await page.getByLabel('Name').fill('sue');
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    const mine = page.locator('[data-list=recovery] li', { has: page.locator(`a[href*="${line.contact}"]`) });
    await mine.getByRole('button', { name: /^Call .* back$/ }).click();
    await mine.getByText('being called by sue').waitFor();
    await mine.waitFor({ state: 'detached' });
    await page.close();
  }, 60_000);
});

describe('through Asterisk', () => {
  beforeAll(() => changeWay('asterisk', "phones: { sue: PJSIP/2001 }\n  context: out\n  exten: '00{digits}'"), 30_000);

  test('Originate rings the agent and sends them on; what the PBX tells closes the line', async () => {
    const { line, number } = await list.letDown('a1');
    await list.asked(line);
    await until(async () => await list.lineOf(line) === undefined);
    const asks = pbx.originates.at(-1);
    expect(['Channel', 'Context', 'Exten', 'CallerID', 'Async'].map((name) => asks?.get(name))).toEqual(['PJSIP/2001', 'out', `00${number.slice(1)}`, '+12025550199', 'true']);
    expect((await list.contact(asks?.get('ChannelId') ?? '')).lane).toMatchObject({ direction: 'callback', customer: line.id });
  }, 40_000);

  test('no answer, an agent who is away, and a PBX that refuses leave it open, each with its reason', async () => {
    const { line } = await list.letDown('a2');
    pbx.fate = 'agent-away';
    await list.asked(line);
    await until(async () => (await list.lineOf(line))?.notCalled?.why === 'agent-not-reached');
    pbx.fate = 'denied';
    await list.asked(line);
    await until(async () => (await list.lineOf(line))?.notCalled?.why === 'refused');
    pbx.fate = 'no-answer';
    await list.asked(line);
    await until(async () => (await list.lineOf(line))?.attempts === 1);
    expect(await list.lineOf(line)).toMatchObject({ state: 'attempted', lastAttempt: { result: 'no-answer' } });
  }, 40_000);
});

describe('through a dialler of one\'s own', () => {
  beforeAll(() => changeWay('webhook', "queues: { bill: '600' }"), 30_000);

  test('gets a signed message once, and answers at its address', async () => {
    const { line, number } = await list.letDown('w1');
    await list.asked(line);
    await until(() => handed.some(({ data }) => data.contact === 'w1'));
    const mine = handed.filter(({ data }) => data.contact === 'w1');
    expect(mine).toMatchObject([{ id: messageId(`call-back/${mine[0]?.data.id}`), data: { number, answerUrl: `http://earshot.test/ingest/call-backs/${mine[0]?.data.id}` } }]);
    const url = mine[0]?.data.answerUrl ?? '';
    expect(await answer(url, { result: 'answered' }, 'whsec_d3JvbmcgYXMgd3JvbmcgY2FuIGJl')).toBe(401);
    expect(await answer(url, { result: 'what' })).toBe(400);
    expect(await answer(url.replace(/[^/]+$/, 'nobody'), { result: 'answered' })).toBe(404);
    expect(await answer(url, { result: 'answered', call: 'theirs-1' })).toBe(204);
    expect(await answer(url, { result: 'answered', call: 'theirs-1' })).toBe(204);
    await until(async () => await list.lineOf(line) === undefined);
    expect((await list.timeline('w1')).filter(({ type }) => type === 'callback.reached')).toHaveLength(1);
  }, 40_000);

  test('is believed in any order, twice, and over a kill', async () => {
    const { line } = await list.letDown('w0');
    await list.asked(line);
    let url = '';
    await until(() => (url = handed.find(({ data }) => data.contact === 'w0')?.data.answerUrl ?? '') !== '');
    const tell = async (result: string): Promise<void> => expect([await answer(url, { result, call: 'theirs-0' }), await answer(url, { result, call: 'theirs-0' })]).toEqual([204, 204]);
    await tell('over');
    await until(async () => (await list.lineOf(line))?.notCalled?.why === 'agent-not-reached');
    await earshot.kill();
    await earshot.start();
    await earshot.caughtUp(sue);
    for (const result of ['answered', 'dialling', 'agent-there']) await tell(result);
    await until(async () => await list.lineOf(line) === undefined && (await list.timeline('theirs-0')).some(({ type }) => type === 'agent.connected'));
    expect((await list.timeline('w0')).filter(({ type }) => /^callback\.(?:attempted|reached)$/.test(type)).map(({ type }) => type)).toEqual(['callback.attempted', 'callback.reached']);
    const { lane, outcome } = await list.contact('theirs-0');
    expect([lane.direction, lane.customer, lane.stage, outcome.reached]).toEqual(['callback', line.id, 'ended', 'agent']);
  }, 60_000);

  test('or with events of its own', async () => {
    const { line } = await list.letDown('w2');
    await list.asked(line);
    await until(() => handed.some(({ data }) => data.contact === 'w2'));
    const event = (type: 'callback.attempted' | 'callback.reached') => ({ id: `w2-${type}`, source: 'test', type, time: Date.now(), subject: 'w2', data: {} });
    expect(await earshot.post([event('callback.attempted'), event('callback.reached')], key)).toBe(200);
    await until(async () => await list.lineOf(line) === undefined);
    // Its call is settled: the phone is free for the next.
    const next = await list.letDown('w3');
    await list.asked(next.line);
    await until(() => handed.some(({ data }) => data.contact === 'w3'));
  }, 40_000);
});

async function answer(url: string, body: object, by = secret): Promise<number> {
  const text = JSON.stringify(body);
  const at = Math.floor(Date.now() / 1_000);
  const answered = await fetch(url.replace('http://earshot.test', earshot.url), {
    method: 'POST', body: text, headers: { 'content-type': 'application/json', 'webhook-id': 'm1', 'webhook-timestamp': String(at), 'webhook-signature': signatureOf(by, 'm1', at, text) },
  });
  return answered.status;
}

/** The queue is called like the way, so that one sees which settings hold. */
function writeFloor(way: string, more: string): void {
  writeFileSync(floorFile, `queues: { bill: { name: ${way} } }\ncallbacks:\n  way: ${way}\n  callerId: '+12025550199'\n  allow: ['+1']\n  hours: 00:00-24:00\n  ${more}\n`);
}

async function changeWay(way: string, more: string): Promise<void> {
  writeFloor(way, more);
  await until(async () => (await earshot.get<Snapshot>('/api/v1/board', sue)).scope.queues.some(({ name }) => name === way), 15_000);
}

function certificate(): { readonly key: Buffer; readonly cert: Buffer } {
  const [certKey, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '400', '-subj', '/CN=dialler.example', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', certKey, '-out', cert], { stdio: 'ignore' });
  return { key: readFileSync(certKey), cert: readFileSync(cert) };
}
