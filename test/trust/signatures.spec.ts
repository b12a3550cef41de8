import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RefusedLine } from '../../src/contract/sources.js';
import type { Page } from '../../src/contract/session.js';
import { Earshot } from '../support/earshot.js';
import { post } from '../sources/post.js';
import { until } from '../support/until.js';

/** One way in that proves its sender: what it is sent, and how the proof is shown. */
interface WayIn {
  readonly where: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The header that holds the proof, and its value for a key of ours. */
  readonly proof: readonly [header: string, value: (key: string) => string];
}

const json = { 'content-type': 'application/json' };
const bearer = ['authorization', (key: string) => `Bearer ${key}`] as const;
const event = { specversion: '1.0', id: 'a', source: 'ivr', type: 'queue.entered', subject: 'call-1', time: new Date().toISOString(), data: { queue: 'support' } };

/** Every adapter has its line here. */
const ways: readonly WayIn[] = [
  { where: '/ingest/events', body: JSON.stringify(event), headers: { 'content-type': 'application/cloudevents+json' }, proof: bearer },
  { where: '/ingest/amazon-connect/events', body: JSON.stringify({ detail: { eventType: 'QUEUED', contactId: 'c' }, time: new Date().toISOString() }), headers: json, proof: bearer },
  { where: '/ingest/genesys/events', body: JSON.stringify({ 'detail-type': 'v2.detail.events.conversation.{id}.acd.start', detail: { eventBody: { conversationId: 'c', queueId: 'q', eventTime: Date.now() } } }), headers: json, proof: bearer },
  { where: '/ingest/webhook/matrix', body: JSON.stringify({ call: 'c', what: 'start' }), headers: json, proof: bearer },
  { where: '/ingest/amazon-connect/firehose', body: JSON.stringify({ requestId: 'r', timestamp: 0, records: [] }), headers: { ...json, 'x-amz-firehose-request-id': 'r' }, proof: ['x-amz-firehose-access-key', (key) => key] },
];

const settings = path.join(await mkdtemp(path.join(tmpdir(), 'earshot-settings-')), 'floor.yaml');
await writeFile(settings, 'webhooks: { matrix: { subject: { path: call }, events: [{ type: contact.started, when: { what: start } }] } }');
const earshot = await Earshot.prepare({ EARSHOT_SETTINGS: settings });
let key = '';
let token = '';
beforeAll(async () => {
  await earshot.start();
  [key, token] = [await earshot.command('keys', 'create', '--source', 'matrix'), await earshot.command('tokens', 'create', '--role', 'admin')];
}, 90_000);
afterAll(async () => {
  await earshot.remove();
  await rm(path.dirname(settings), { recursive: true });
});

describe.each(ways)('$where', ({ where, body, headers, proof: [header, value] }) => {
  test('takes what is proven, packed or not', async () => {
    expect((await post(earshot, where, body, { ...headers, [header]: value(key) })).status).toBe(200);
    expect((await post(earshot, where, gzipSync(body), { ...headers, 'content-encoding': 'gzip', [header]: value(key) })).status).toBe(200);
  });

  test('refuses a wrong proof, one of another kind and none', async () => {
    const forged = key.slice(0, -1) + (key.endsWith('A') ? 'B' : 'A');
    expect((await post(earshot, where, body, { ...headers, [header]: value(forged) })).status).toBe(401);
    expect((await post(earshot, where, body, { ...headers, [header]: value(token) })).status).toBe(403);
    expect((await post(earshot, where, body, headers)).status).toBe(401);
  });

  test('reads no more of a bomb than its limit, and no nonsense that says it is packed', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 1_024 * 1_024, 32));
    expect((await post(earshot, where, bomb, { ...headers, 'content-encoding': 'gzip', [header]: value(key) })).status).toBe(413);
    expect((await post(earshot, where, body, { ...headers, 'content-encoding': 'gzip', [header]: value(key) })).status).toBe(400);
  });
});

test('Firehose reads why it was refused where it looks for it', async () => {
  const { said } = await post(earshot, '/ingest/amazon-connect/firehose', '{}', { ...json, 'x-amz-firehose-request-id': 'r-7', 'x-amz-firehose-access-key': 'nonsense' });
  expect(said).toEqual({ requestId: 'r-7', timestamp: expect.any(Number), errorMessage: expect.stringMatching(/ers_/) });
});

describe('what is refused', () => {
  const bad = { ...event, id: 'b', subject: '', data: { queue: 'support', from: '+12025550123', Digits: '4111111111111111' } };
  const list = () => earshot.get<Page<RefusedLine>>('/api/v1/refused?source=matrix', token);

  test('is listed with its reason over a restart, without numbers and typed digits', async () => {
    expect((await post(earshot, '/ingest/events', JSON.stringify([bad]), { ...json, authorization: `Bearer ${key}` })).status).toBe(400);
    await earshot.kill();
    await earshot.start();
    const [line] = (await list()).items;
    expect(line).toMatchObject({ source: 'matrix', adapter: 'events', times: 1, reason: expect.stringMatching(/^subject: /), sent: { id: 'b', subject: '', data: { from: expect.stringMatching(/^tel_/), Digits: '################' } } });
    expect(await earshot.command('refused', 'list')).toContain(line?.id);
    expect(await earshot.command('refused', 'show', line?.id ?? '')).not.toMatch(/\d{7}[^-]*4111/);
  }, 60_000);

  test('is read again from the command line and over the API, and dropped', async () => {
    const [line] = (await list()).items;
    expect(await earshot.command('refused', 'retry')).toMatch(/^Took 0, refused \d+ again, the first because: /);
    const headers = { authorization: `Bearer ${token}` };
    expect(await (await fetch(`${earshot.url}/api/v1/refused/${line?.id}/retry`, { method: 'POST', headers })).json()).toEqual({ taken: 0, refused: 1, reason: expect.stringMatching(/^subject: /) });
    expect(await earshot.command('refused', 'drop', line?.id ?? '')).toBe(`Dropped ${line?.id}.`);
    expect((await list()).items.map(({ id }) => id)).not.toContain(line?.id);
    expect((await fetch(`${earshot.url}/api/v1/refused/${line?.id}`, { method: 'DELETE', headers })).status).toBe(404);
  }, 60_000);
});

test('a key speaks for no source that has a key of its own, by any way in', async () => {
  const other = await earshot.command('keys', 'create', '--source', 'other');
  const posted = (where: string, body: object, by = key): ReturnType<typeof post> => post(earshot, where, JSON.stringify(body), { ...json, authorization: `Bearer ${by}`, 'x-amz-firehose-request-id': 'r', 'x-amz-firehose-access-key': by });
  const as = (source: string, id: string): object => ({ ...event, id, source, subject: id });
  const telling = [as('other', 'o1'), as('other/line-1', 'o2'), as('earshot/board', 'o3'), as('gateway', 'o4')];
  // What was known of the sources that have keys may be two seconds old.
  await until(async () => (await posted('/ingest/events', [as('other', 'o0')])).status === 400);
  expect((await posted('/ingest/events', telling)).said).toMatchObject({ accepted: 1, refused: [{ index: 0 }, { index: 1 }, { index: 2 }] });
  expect((await post(earshot, '/ingest/events', telling.map((each) => JSON.stringify(each)).join('\n'), { 'content-type': 'application/x-ndjson', authorization: `Bearer ${key}` })).said).toMatchObject({ accepted: 1, refused: [{ index: 0 }, { index: 1 }, { index: 2 }] });
  const attributes = Object.fromEntries(Object.entries(event).filter(([name]) => name !== 'data').map(([name, held]) => [`ce-${name}`, name === 'source' ? 'other' : `${held as string}`]));
  expect((await post(earshot, '/ingest/events', '{"queue":"support"}', { ...json, ...attributes, authorization: `Bearer ${key}` })).status).toBe(400);
  expect((await posted('/ingest/webhook/other', { call: 'c', what: 'start' })).status).not.toBe(200);
  expect((await posted('/ingest/webhook/matrix', { call: 'c', what: 'start', source: 'other' }, other)).status).toBe(403);
  for (const { where, body } of ways.filter(({ where: each }) => !/events$|webhook/.test(each) || /amazon|genesys/.test(each))) await posted(where, { ...JSON.parse(body) as object, source: 'other', account: 'other', id: `other-${where}` });
  const heard = async (): Promise<readonly string[]> => (await earshot.get<Page<{ source: string }>>('/api/v1/sources', token)).items.map(({ source }) => source);
  expect(await heard()).toContain('matrix');
  expect((await heard()).filter((id) => id.startsWith('other') || id.startsWith('earshot/'))).toEqual([]);
  expect((await posted('/ingest/events', telling.slice(0, 2), other)).said).toEqual({ accepted: 2, refused: [] });
  await until(async () => (await heard()).includes('other/line-1'));
});
