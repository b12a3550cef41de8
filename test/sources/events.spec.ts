import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ContactLane, ContactPage } from '../../src/contract/contact.js';
import type { Page } from '../../src/contract/session.js';
import { Earshot } from '../support/earshot.js';
import { postUntilTaken } from './post.js';

const earshot = await Earshot.prepare();
let key = '';
let token = '';
beforeAll(async () => {
  await earshot.start();
  [key, token] = [await earshot.command('keys', 'create', '--source', 'my-ivr'), await earshot.command('tokens', 'create', '--role', 'admin')];
}, 90_000);
afterAll(() => earshot.remove());

const began = Math.floor(Date.now() / 1_000) * 1_000 - 300_000;
/** A caller who meets two menus, waits, is put on hold, is passed on, and hangs up; as an integrator writes it. */
const told = (call: string) => ([
  [0, 'contact.started', { channel: 'voice', direction: 'inbound', from: '+12025550123', to: '+12025550100' }], [1, 'ivr.node.entered', { node: 'main' }], [8, 'ivr.input', { kind: 'key', node: 'main', key: '2' }],
  [9, 'ivr.node.entered', { node: 'billing' }], [20, 'queue.entered', { queue: 'support' }], [52, 'queue.left', { queue: 'support', reason: 'answered' }], [52, 'agent.connected', { agent: 'anna', queue: 'support' }],
  [100, 'hold.started', { agent: 'anna' }], [130, 'hold.ended', { agent: 'anna' }], [150, 'agent.left', { agent: 'anna', by: 'transfer' }], [150, 'queue.entered', { queue: 'billing' }],
  [180, 'agent.connected', { agent: 'bert', queue: 'billing' }], [240, 'contact.ended', { by: 'customer' }],
] as const).map(([second, type, data], index) => ({ specversion: '1.0', id: `${call}-${index}`, source: 'my-ivr', type, subject: call, time: new Date(began + second * 1_000).toISOString(), sequence: String(index), data }));
type Sent = ReturnType<typeof told>[number];

const take = (body: string, type: string, more: Readonly<Record<string, string>> = {}): Promise<void> => postUntilTaken(earshot, '/ingest/events', body, { authorization: `Bearer ${key}`, 'content-type': type, ...more });
/** CloudEvents' three modes, and lines. */
const modes: Readonly<Record<string, (events: readonly Sent[]) => Promise<void>>> = {
  structured: async (events) => { for (const each of events) await take(JSON.stringify(each), 'application/cloudevents+json'); },
  binary: async (events) => { for (const { data, ...rest } of events) await take(JSON.stringify(data), 'application/json', Object.fromEntries(Object.entries(rest).map(([name, value]) => [`ce-${name}`, value]))); },
  batched: (events) => take(JSON.stringify(events), 'application/cloudevents-batch+json'),
  lines: (events) => take(events.map((each) => JSON.stringify(each)).join('\n'), 'application/x-ndjson'),
};

async function known(call: string): Promise<unknown> {
  await earshot.caughtUp(token);
  const { lane: { stage, startedAt, endedAt, entry, segments }, outcome } = await earshot.get<ContactPage>(`/api/v1/contacts/${call}`, token);
  const second = (at: number | undefined): number => ((at ?? 0) - began) / 1_000;
  return { stage, from: second(startedAt), to: second(endedAt), entry: entry?.id, inQueueMs: outcome.inQueueMs, onHoldMs: outcome.onHoldMs, transfers: outcome.transfers, parts: segments.map(({ kind, place, from, to }) => `${kind} ${place.id} ${second(from)}–${second(to)}`) };
}
const right = {
  stage: 'ended', from: 0, to: 240, entry: '+12025550100', inQueueMs: 62_000, onHoldMs: 30_000, transfers: 1,
  parts: ['menu main 1–9', 'menu billing 9–20', 'queue support 20–52', 'agent anna 52–100', 'hold anna 100–130', 'agent anna 130–150', 'queue billing 150–180', 'agent bert 180–240'],
};

test.each(Object.keys(modes))('%s: in order, and backwards and twice with the server killed in the middle, the call is the same', async (mode) => {
  const send = modes[mode] ?? (() => Promise.reject(new Error(mode)));
  await send(told(`${mode}-a`));
  expect(await known(`${mode}-a`)).toEqual(right);
  const backwards = told(`${mode}-b`).toReversed();
  await send(backwards.slice(0, 6));
  await earshot.kill();
  await earshot.start();
  await send(backwards.slice(4));
  await send(backwards.toReversed());
  expect(await known(`${mode}-b`)).toEqual(right);
}, 90_000);

test('these are all the contacts there are, and nothing was refused', async () => {
  expect((await earshot.get<Page<ContactLane>>('/api/v1/contacts?limit=50', token)).items.length).toBe(8);
  expect(await earshot.get('/api/v1/refused', token)).toEqual({ items: [], next: null });
});
