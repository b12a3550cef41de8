import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Snapshot } from '../../src/contract/board.js';
import type { ContactLane, ContactPage } from '../../src/contract/contact.js';
import type { Page } from '../../src/contract/session.js';
import { MINUTE } from '../../src/domain/time.js';
import { activity, calledBack, EPOCH, genesys, handedOn, served } from '../../src/ingest/genesys/story.js';
import { Earshot } from '../support/earshot.js';
import { until } from '../support/until.js';
import { postUntilTaken } from './post.js';

const earshot = await Earshot.prepare();
const began = Math.floor((Date.now() - 30 * MINUTE) / 1_000) * 1_000;
let key = '';
let token = '';

beforeAll(async () => {
  await earshot.start();
  [key, token] = [await earshot.command('keys', 'create', '--source', 'genesys'), await earshot.command('tokens', 'create', '--role', 'admin')];
}, 90_000);
afterAll(() => earshot.remove());

/** Half an hour ago instead of in the story's year. */
function recent(documents: readonly object[]): object[] {
  const text = JSON.stringify(documents)
    .replaceAll(/(?<=:)\d{13}\b/g, (at) => String(Number(at) + began - EPOCH))
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (at) => new Date(Date.parse(at) + began - EPOCH).toISOString());
  return JSON.parse(text) as object[];
}

/** A caller who is served, one who is passed on, one who leaves a voicemail, one who is called back. */
const told = (prefix: string): object[] => recent([
  ...served(`${prefix}-served`), ...handedOn(`${prefix}-passed`),
  ...served(`${prefix}-voice`).slice(0, 4), genesys(61, 'acd.end', `${prefix}-voice`, { queueId: 'support', acdOutcome: 'FLOW_OUT', disconnectType: 'TRANSFER' }),
  genesys(61, 'voicemail.start', `${prefix}-voice`, { queueId: 'support' }), genesys(80, 'voicemail.end', `${prefix}-voice`, { queueId: 'support', voicemailDurationMs: 17_000 }), genesys(81, 'customer.end', `${prefix}-voice`, { disconnectType: 'ENDPOINT' }),
  ...calledBack(`${prefix}-again`),
]);

const send = (event: object): Promise<void> => postUntilTaken(earshot, '/ingest/genesys/events', JSON.stringify(event), { 'content-type': 'application/json', authorization: `Bearer ${key}` });

async function known(prefix: string): Promise<unknown> {
  await earshot.caughtUp(token);
  const { items } = await earshot.get<Page<ContactLane>>('/api/v1/contacts?limit=50', token);
  const lanes = items.filter(({ id }) => id.startsWith(`${prefix}-`)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return Promise.all(lanes.map(async ({ id, stage, startedAt, endedAt, entry, customer, segments }) => {
    const { outcome } = await earshot.get<ContactPage>(`/api/v1/contacts/${encodeURIComponent(id)}`, token);
    return {
      id: id.slice(prefix.length + 1), stage, from: (startedAt - began) / 1_000, to: ((endedAt ?? 0) - began) / 1_000, entry: entry?.id.startsWith('tel_') === true ? 'the customer' : entry?.id, isKnown: customer?.startsWith('tel_') ?? false,
      parts: segments.map(({ kind, place, from, to }) => `${kind} ${place.id} ${(from - began) / 1_000}–${((to ?? 0) - began) / 1_000}`), reached: outcome.reached, inQueueMs: outcome.inQueueMs,
    };
  }));
}

const caller = { stage: 'ended', from: 0, entry: '+12025550100', isKnown: true };
const right = [
  { ...caller, id: 'again', to: 95, parts: ['menu menu 1–20', 'queue support 20–95'], reached: 'queue', inQueueMs: 75_000 },
  { ...caller, id: 'again:callback', from: 900, to: 1_090, entry: 'the customer', parts: ['queue support 900–965', 'agent anna 965–1080'], reached: 'agent', inQueueMs: 65_000 },
  { ...caller, id: 'passed', to: 300, parts: ['menu menu 1–20', 'queue support 20–52', 'agent anna 52–150', 'queue billing 150–180', 'agent bert 180–300'], reached: 'agent', inQueueMs: 62_000 },
  { ...caller, id: 'served', to: 200, parts: ['menu menu 1–20', 'queue support 20–52', 'agent anna 52–200', 'wrap-up anna 200–230'], reached: 'agent', inQueueMs: 32_000 },
  { ...caller, id: 'voice', to: 81, parts: ['menu menu 1–20', 'queue support 20–61'], reached: 'queue', inQueueMs: 41_000 },
];

test('in order, the events of EventBridge are four callers and a call-back', async () => {
  for (const event of [...told('a'), ...recent([activity(1_200, 'anna', 'OFF_QUEUE', 'BREAK', ['support'])])]) await send(event);
  expect(await known('a')).toEqual(right);
  // The board is told a tick after the fold.
  await until(async () => {
    const { frame } = await earshot.get<Snapshot>('/api/v1/board', token);
    return (frame.agents ?? []).some(({ id, state, reason }) => id === 'anna' && state === 'away' && reason === 'Break');
  });
}, 60_000);

test('sent again, with the server killed in the middle, they are the same', async () => {
  const all = told('a');
  for (const event of all.slice(0, 20)) await send(event);
  await earshot.kill();
  await earshot.start();
  for (const event of all.slice(20)) await send(event);
  expect(await known('a')).toEqual(right);
}, 90_000);

test('of other calls, with the server killed in the middle of each, they come to the same', async () => {
  const all = told('b').toSorted((a, b) => timeOf(a) - timeOf(b));
  for (const event of all.slice(0, 22)) await send(event);
  await earshot.kill();
  await earshot.start();
  for (const event of all.slice(22)) await send(event);
  expect(await known('b')).toEqual(right);
}, 90_000);

test('out of order and twice from the first on they come to the same', async () => {
  const all = told('c');
  for (const event of [...all.toReversed(), ...all]) await send(event);
  expect(await known('c')).toEqual(right);
  expect(await earshot.get('/api/v1/refused', token)).toEqual({ items: [], next: null });
}, 60_000);

function timeOf(event: object): number {
  return (event as { readonly detail: { readonly eventBody: { readonly eventTime: number } } }).detail.eventBody.eventTime;
}
