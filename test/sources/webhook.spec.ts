import { createHmac } from 'node:crypto';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ContactLane, ContactPage } from '../../src/contract/contact.js';
import type { RefusedLine, RetryAnswer } from '../../src/contract/sources.js';
import type { Page } from '../../src/contract/session.js';
import { Earshot } from '../support/earshot.js';
import { until } from '../support/until.js';
import { callsOf, jambonzPost } from './jambonz-calls.js';
import { post, postUntilTaken } from './post.js';

const folder = await mkdtemp(path.join(tmpdir(), 'earshot-webhooks-'));
const settings = path.join(folder, 'floor.yaml');
const secret = { ivr: 'the-secret-of-the-old-ivr', jambonz: 'the-secret-of-the-account' };
const [, jambonz = ''] = /```yaml\nwebhooks:\n([\s\S]*?)```/.exec(await readFile('src/ingest/jambonz/README.md', 'utf8')) ?? [];
const ivr = `
  old-ivr:
    proof: { is: hmac, header: x-signature, prefix: "sha256=", secretFile: ${folder}/ivr }
    subject: { path: call }
    time: { path: at, format: epoch-ms }
    events:
      - { type: contact.started, when: { event: started }, data: { channel: voice, direction: inbound, from: { path: caller }, to: { path: dialled } } }
      - { type: ivr.node.entered, when: { event: menu }, data: { node: { path: menu } } }
      - { type: ivr.input, when: { $.event: keys }, each: keys, data: { kind: key, node: { path: $.menu }, key: { path: pressed } } }
      - { type: queue.entered, when: { event: queued }, data: { queue: { path: queue, values: { q-100: billing } } } }
      - { type: queue.left, when: { event: unqueued }, data: { reason: { path: why, values: { AGENT: answered }, other: refuse }, waitMs: { path: waited, as: number, times: 1000 } } }
      - { type: agent.connected, when: { event: talking }, data: { agent: { path: agent.login } } }
      - { type: contact.ended, when: { event: ended }, data: { by: { path: by } } }
`;
const save = async (text: string): Promise<void> => {
  await writeFile(`${settings}.new`, `webhooks:\n${text}\n${jambonz.replace('/run/secrets/jambonz', `${folder}/jambonz`)}`);
  await rename(`${settings}.new`, settings);
};
await Promise.all([writeFile(path.join(folder, 'ivr'), secret.ivr), writeFile(path.join(folder, 'jambonz'), secret.jambonz), save(ivr)]);

const earshot = await Earshot.prepare({ EARSHOT_SETTINGS: settings });
let token = '';
beforeAll(async () => {
  await earshot.start();
  token = await earshot.command('tokens', 'create', '--role', 'admin');
}, 90_000);
afterAll(async () => {
  await earshot.remove();
  await rm(folder, { recursive: true });
});

const began = Math.floor(Date.now() / 1_000) * 1_000 - 200_000;
const said = (call: string, second: number, event: string, more: object = {}) => ({ event, call, at: began + second * 1_000, ...more });
const served = [
  said('served', 0, 'started', { caller: '+12025550123', dialled: '+12025550100' }), said('served', 1, 'menu', { menu: 'main' }), said('served', 9, 'keys', { menu: 'main', keys: [{ pressed: 2 }, { pressed: '12345678' }] }),
  said('served', 20, 'queued', { queue: 'q-100' }), said('served', 52, 'unqueued', { why: 'AGENT', waited: 32 }), said('served', 52, 'talking', { agent: { login: 'anna' } }), said('served', 155, 'ended', { by: 'agent' }),
];
const sendIvr = (...things: readonly object[]) => {
  const body = JSON.stringify(things.length === 1 ? things[0] : things);
  return [body, { 'content-type': 'application/json', 'x-signature': `sha256=${createHmac('sha256', secret.ivr).update(body).digest('hex')}` }] as const;
};
const take = (...things: readonly object[]): Promise<void> => postUntilTaken(earshot, '/ingest/webhook/old-ivr', ...sendIvr(...things));

/** What is known of contacts, told from `from`. */
async function known(from: number, ids: readonly string[]): Promise<unknown> {
  await earshot.caughtUp(token);
  const { items } = await earshot.get<Page<ContactLane>>('/api/v1/contacts?limit=50', token);
  return Promise.all(items.filter(({ id }) => ids.includes(id)).toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(async ({ id, stage, startedAt, endedAt, entry, customer, segments }) => {
    const { outcome } = await earshot.get<ContactPage>(`/api/v1/contacts/${id}`, token);
    const second = (at: number | undefined) => Math.floor(((at ?? 0) - from) / 1_000);
    return {
      id, stage, from: second(startedAt), to: second(endedAt), entry: entry?.id, isKnown: customer?.startsWith('tel_') ?? false,
      parts: segments.map(({ kind, place, from: began, to }) => `${kind} ${place.id} ${second(began)}–${second(to)}`), reached: outcome.reached, inQueueMs: outcome.inQueueMs,
    };
  }));
}

const right = [{ id: 'served', stage: 'ended', from: 0, to: 155, entry: '+12025550100', isKnown: true, parts: ['menu main 1–20', 'queue billing 20–52', 'agent anna 52–155'], reached: 'agent', inQueueMs: 32_000 }];

test('a made-up IVR\'s posts are one call in order, and the same backwards, twice, in one list and over a kill', async () => {
  for (const each of served) await take(each);
  expect(await known(began, ['served'])).toEqual(right);
  const again = JSON.parse(JSON.stringify(served).replaceAll('served', 'back')) as object[];
  for (const each of again.toReversed().slice(0, 4)) await take(each);
  await earshot.kill();
  await earshot.start();
  await take(...again);
  await take(...served.toReversed());
  expect(await known(began, ['served', 'back'])).toEqual([{ ...right[0], id: 'back' }, ...right]);
  const { items } = await earshot.get<Page<ContactLane>>('/api/v1/contacts?limit=50', token);
  expect(items.length).toBe(2);
}, 90_000);

test('jambonz\' posts are the same calls in order, backwards, twice and over a kill', async () => {
  const send = async (calls: ReturnType<typeof callsOf>): Promise<void> => {
    for (const call of calls) await postUntilTaken(earshot, '/ingest/jambonz', ...jambonzPost(call, secret.jambonz));
  };
  const [first, second] = [Math.floor(Date.now() / 1_000) - 180, Math.floor(Date.now() / 1_000) - 170];
  await send(callsOf('j', first));
  const expected = (name: string) => [
    { id: `${name}-fetched`, stage: 'ended', from: 0, to: 140, entry: '15083084809', isKnown: true, parts: ['menu main 1–9', 'menu billing 9–31', 'queue support 31–75', 'agent alice 75–140'], reached: 'agent', inQueueMs: 44_500 },
    { id: `${name}-gone`, stage: 'ended', from: 2, to: 66, entry: '15083084809', isKnown: true, parts: ['queue support 6–66'], reached: 'queue', inQueueMs: 60_000 },
    { id: `${name}-led`, stage: 'ended', from: 3, to: 101, entry: '15083084809', isKnown: true, parts: ['queue support 7–50', 'agent bert 58–100'], reached: 'agent', inQueueMs: 43_000 },
  ];
  const ids = (name: string) => [`${name}-fetched`, `${name}-gone`, `${name}-led`];
  expect(await known(first * 1_000, ids('j'))).toEqual(expected('j'));
  const { timeline } = await earshot.get<ContactPage>('/api/v1/contacts/j-fetched', token);
  // An account number that was typed into the menu.
  expect([timeline.filter(({ type }) => type === 'ivr.input').length, JSON.stringify(timeline).includes('12345678')]).toEqual([2, false]);
  const backwards = callsOf('k', second).toReversed();
  await send(backwards.slice(0, 12));
  await earshot.kill();
  await earshot.start();
  await send(backwards);
  expect(await known(second * 1_000, ids('k'))).toEqual(expected('k'));
  expect(await earshot.get('/api/v1/refused', token)).toEqual({ items: [], next: null });
}, 90_000);

test('a post of jambonz that is older than its window, or signed otherwise, is not believed', async () => {
  const [call] = callsOf('old', Math.floor(Date.now() / 1_000) - 400);
  if (call === undefined) throw new Error('there is no call');
  const [body, headers] = jambonzPost(call, secret.jambonz);
  expect([(await post(earshot, '/ingest/jambonz', body, headers)).status, (await post(earshot, '/ingest/jambonz', ...jambonzPost({ ...call, at: call.at + 390 }, 'another-secret-of-no-account'))).status]).toEqual([401, 401]);
});

test('a mapping that is mended in the file takes what was refused', async () => {
  await take(said('mended', 0, 'started', { caller: '+12025550124' }));
  expect((await post(earshot, '/ingest/webhook/old-ivr', ...sendIvr(said('mended', 30, 'parked')))).status).toBe(400);
  const [line] = (await earshot.get<Page<RefusedLine>>('/api/v1/refused?source=old-ivr', token)).items;
  expect(line?.reason).toMatch(/^No event of the mapping fits: event is "parked"/);

  // A file with mistakes changes nothing and is told: here a secret that anybody guesses.
  await writeFile(path.join(folder, 'short'), 'hunter2');
  await save(ivr.replace(`${folder}/ivr`, `${folder}/short`));
  await until(() => earshot.output.includes('webhooks.old-ivr.proof.secretFile'));
  expect([/secretFile: \S+\/short holds a secret of fewer than 16 bytes/.test(earshot.output), earshot.output.includes('hunter2')]).toEqual([true, false]);
  await take(said('mended', 31, 'menu', { menu: 'main' }));

  await save(`${ivr}      - { type: park.started, when: { event: parked } }\n`);
  const again = async (): Promise<RetryAnswer> => {
    const answer = await fetch(`${earshot.url}/api/v1/refused/${line?.id}/retry`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
    return await answer.json() as RetryAnswer;
  };
  await until(async () => (await again()).taken === 1);
  await earshot.caughtUp(token);
  const { timeline } = await earshot.get<ContactPage>('/api/v1/contacts/mended', token);
  expect(JSON.stringify(timeline)).toMatch(/[Pp]ark/);
  expect((await earshot.get<Page<RefusedLine>>('/api/v1/refused?source=old-ivr', token)).items).toEqual([]);
}, 60_000);
