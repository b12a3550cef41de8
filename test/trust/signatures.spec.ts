import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RefusedLine } from '../../src/contract/sources.js';
import type { Page } from '../../src/contract/session.js';
import { Earshot } from '../support/earshot.js';
import { post } from '../sources/post.js';

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
