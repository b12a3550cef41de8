import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ContactLane, ContactPage } from '../../src/contract/contact.js';
import type { Snapshot } from '../../src/contract/board.js';
import type { Page } from '../../src/contract/session.js';
import { agentEvent, contactEvent, contactRecord, EPOCH, flowLine, logMessage } from '../../src/ingest/amazon-connect/story.js';
import { MINUTE } from '../../src/domain/time.js';
import { Earshot } from '../support/earshot.js';
import { until } from '../support/until.js';
import { moved, postUntilTaken } from './post.js';

const SAMPLES = '../shared/data/amazon-connect/contact-events-docs.json';
const printed = existsSync(SAMPLES) ? JSON.parse(readFileSync(SAMPLES, 'utf8')) as object[] : [];
if (printed.length === 0) test.skip('the vendor\'s sample events are not at ../shared/data/amazon-connect, so nothing is checked against them', () => undefined);

const earshot = await Earshot.prepare();
const began = Date.now() - 20 * MINUTE;
const second = (count: number): number => Math.floor((began + count * 1_000) / 1_000) * 1_000;
let key = '';
let token = '';

beforeAll(async () => {
  await earshot.start();
  [key, token] = [await earshot.command('keys', 'create', '--source', 'amazon-connect'), await earshot.command('tokens', 'create', '--role', 'admin')];
}, 90_000);
afterAll(() => earshot.remove());

const handed = { initiationMethod: 'TRANSFER', initialContactId: 'served', previousContactId: 'served', began: 150, queue: 'billing' };
/** A caller who meets a menu, waits, is served, put on hold, and handed on; another who gives up. */
const events = moved([
  contactEvent(0, 'INITIATED', 'served', { began: 0 }), contactEvent(20, 'QUEUED', 'served', { began: 0, queued: 20 }), contactEvent(52, 'CONNECTED_TO_AGENT', 'served', { began: 0, queued: 20, agent: 52 }),
  contactEvent(150, 'INITIATED', 'second', handed), contactEvent(151, 'QUEUED', 'second', { ...handed, queued: 151 }),
  contactEvent(155, 'DISCONNECTED', 'served', { began: 0, queued: 20, agent: 52, ended: 155, disconnectReason: 'AGENT_DISCONNECT' }),
  contactEvent(180, 'CONNECTED_TO_AGENT', 'second', { ...handed, queued: 151, agent: 180, agentId: 'bert' }),
  contactEvent(300, 'DISCONNECTED', 'second', { ...handed, queued: 151, agent: 180, agentId: 'bert', ended: 300, disconnectReason: 'CUSTOMER_DISCONNECT' }),
  contactEvent(5, 'QUEUED', 'gone', { began: 1, queued: 5 }), contactEvent(70, 'DISCONNECTED', 'gone', { began: 1, queued: 5, ended: 70, disconnectReason: 'CUSTOMER_DISCONNECT' }),
], EPOCH, second(0));
const talk = [['served', 'CONNECTED', 52]] as const;
const held = [['served', 'CONNECTED_ONHOLD', 100]] as const;
const records = moved([
  logMessage(flowLine(1, 'served', 'SetLoggingBehavior'), flowLine(12, 'served', 'GetUserInput', { Results: '2', Identifier: 'What for?' })),
  agentEvent(40, 'HEART_BEAT', { status: 'Available' }, { status: 'Available' }), agentEvent(52, 'STATE_CHANGE', { status: 'Available', contacts: talk }, { status: 'Available' }),
  agentEvent(100, 'STATE_CHANGE', { status: 'Available', contacts: held }, { status: 'Available', contacts: talk }), agentEvent(130, 'STATE_CHANGE', { status: 'Available', contacts: talk }, { status: 'Available', contacts: held }),
  agentEvent(156, 'STATE_CHANGE', { status: 'Break' }, { status: 'Available', contacts: [['served', 'ENDED', 155]] }),
  contactRecord('served', { began: 0, queued: 20, agent: 52, ended: 155, updated: 200, from: '+12025550123', to: '+12025550100', DisconnectReason: 'AGENT_DISCONNECT', NextContactId: 'second' }),
  contactRecord('gone', { began: 1, queued: 5, ended: 70, updated: 80, from: '+12025550124', to: '+12025550100', DisconnectReason: 'CUSTOMER_DISCONNECT' }),
], EPOCH, second(0));

const sendEvent = (event: object): Promise<void> => postUntilTaken(earshot, '/ingest/amazon-connect/events', JSON.stringify(event), { 'content-type': 'application/json', authorization: `Bearer ${key}` });
/** As Firehose does: packed, with its own headers. */
const sendRecords = (...documents: readonly object[]): Promise<void> => postUntilTaken(earshot, '/ingest/amazon-connect/firehose', gzipSync(JSON.stringify({
  requestId: 'r', timestamp: Date.now(), records: documents.map((document) => ({ data: Buffer.from('messageType' in document ? gzipSync(JSON.stringify(document)) : JSON.stringify(document)).toString('base64') })),
})), { 'content-type': 'application/json', 'content-encoding': 'gzip', 'x-amz-firehose-request-id': 'r', 'x-amz-firehose-access-key': key });

/** What is known of the two calls. */
async function known(): Promise<unknown> {
  await earshot.caughtUp(token);
  const { items } = await earshot.get<Page<ContactLane>>('/api/v1/contacts?limit=50', token);
  const lanes = items.filter(({ id }) => ['served', 'second', 'gone'].includes(id)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return Promise.all(lanes.map(async ({ id, stage, startedAt, endedAt, entry, customer, segments }) => {
    const { outcome } = await earshot.get<ContactPage>(`/api/v1/contacts/${id}`, token);
    return {
      id, stage, from: startedAt - second(0), to: (endedAt ?? 0) - second(0), entry: entry?.id, isKnown: customer?.startsWith('tel_') ?? false,
      parts: segments.map(({ kind, place, from, to }) => `${kind} ${place.id} ${Math.floor((from - second(0)) / 1_000)}–${Math.floor(((to ?? 0) - second(0)) / 1_000)}`), reached: outcome.reached, inQueueMs: outcome.inQueueMs,
    };
  }));
}

const right = [
  { id: 'gone', stage: 'ended', from: 1_000, to: 70_000, entry: '+12025550100', isKnown: true, parts: ['queue support 5–70'], reached: 'queue', inQueueMs: 65_000 },
  {
    id: 'served', stage: 'ended', from: 0, to: 300_000, entry: '+12025550100', isKnown: true, reached: 'agent', inQueueMs: 61_000,
    parts: ['menu Main menu/What for? 1–20', 'queue support 20–52', 'agent anna 52–100', 'hold anna 100–130', 'agent anna 130–155', 'queue billing 151–180', 'agent bert 180–300'],
  },
];

test('in order, all four streams are two calls from menu to hang-up', async () => {
  for (const event of events) await sendEvent(event);
  await sendRecords(...records);
  expect(await known()).toEqual(right);
  // The board is told a tick after the fold.
  await until(async () => {
    const { frame } = await earshot.get<Snapshot>('/api/v1/board', token);
    return (frame.agents ?? []).some(({ id, state, reason }) => id === 'anna' && state === 'away' && reason === 'Break');
  });
}, 60_000);

test('sent again the other way round, with the server killed in the middle, they are the same two calls', async () => {
  const all = [...events.map((event) => () => sendEvent(event)), ...records.map((record) => () => sendRecords(record))].toReversed();
  for (const send of all.slice(0, 8)) await send();
  await earshot.kill();
  await earshot.start();
  for (const send of all.slice(8)) await send();
  expect(await known()).toEqual(right);
}, 90_000);

test('from the first message on the other way round, agent events and all, with the server killed in the middle, they come to the same', async () => {
  const renamed = <Documents>(documents: Documents): Documents => JSON.parse(JSON.stringify(documents).replaceAll(/served|second|gone|anna|bert/g, (id) => `re-${id}`)) as Documents;
  const all = [...renamed(events).map((event) => () => sendEvent(event)), ...renamed(records).map((record) => () => sendRecords(record))].toReversed();
  for (const send of all.slice(0, 9)) await send();
  await earshot.kill();
  await earshot.start();
  for (const send of all.slice(9)) await send();
  await earshot.caughtUp(token);
  const { items } = await earshot.get<Page<ContactLane>>('/api/v1/contacts?limit=50', token);
  const lane = items.find(({ id }) => id === 're-served');
  expect([lane?.startedAt, lane?.endedAt, lane?.segments.map(({ kind, place }) => `${kind} ${place.id}`)]).toEqual([
    second(0), second(300), ['menu Main menu/What for?', 'queue support', 'agent re-anna', 'hold re-anna', 'agent re-anna', 'queue billing', 'agent re-bert'],
  ]);
  expect(items.some(({ id }) => id === 're-second')).toBe(false);
}, 90_000);

(printed.length > 0 ? test : test.skip)('the events as printed in the vendor\'s guide come to the same in order, and backwards, twice and over a kill', async () => {
  const at = second(600);
  const named = (prefix: string) => printed.map((event) => moved(JSON.parse(JSON.stringify(event).replaceAll(/("(?:initialC|previousC|c)ontactId":")/g, `$1${prefix}-`)) as object, Date.parse('2021-08-04T17:43:48Z'), at));
  const lanesOf = async (prefix: string): Promise<unknown> => {
    await earshot.caughtUp(token);
    const { items } = await earshot.get<Page<ContactLane>>('/api/v1/contacts?limit=50', token);
    return items.filter(({ id }) => id.startsWith(`${prefix}-`)).toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, channel, stage, startedAt, endedAt, segments }) => ({
      id: id.slice(prefix.length + 1), channel, stage, from: Math.round((startedAt - at) / 1_000), to: endedAt === undefined ? undefined : Math.round((endedAt - at) / 1_000), parts: segments.map(({ kind, place, from }) => `${kind} ${place.id} ${Math.round((from - at) / 1_000)}`),
    }));
  };
  for (const event of named('p')) await sendEvent(event);
  const guide = '12345678-1234-1234-1234-123456789012';
  expect(await lanesOf('p')).toEqual([
    { id: '11111111-1111-1111-1111-111111111111', channel: 'voice', stage: 'agent', from: -1_555, parts: [`queue ${guide} -884`, `agent ${guide} -879`] },
    { id: '11111111-2222-3333-4444-555555555555', channel: 'voice', stage: 'ended', from: -1_555, to: -1_511, parts: [] },
    { id: '58092a11-6075-4025-a57d-6ada88b26d5b', channel: 'voice', stage: 'ended', from: 2_163_356, to: 2_163_356, parts: [] },
    { id: 'c', channel: 'chat', stage: 'queue', from: 70_016_127, parts: ['queue q 70016127'] },
  ]);
  const backwards = named('q').toReversed();
  for (const event of backwards.slice(0, 3)) await sendEvent(event);
  await earshot.kill();
  await earshot.start();
  for (const event of [...backwards, ...backwards.toReversed()]) await sendEvent(event);
  expect(await lanesOf('q')).toEqual(await lanesOf('p'));
  expect(await earshot.get('/api/v1/refused', token)).toEqual({ items: [], next: null });
}, 90_000);
