import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ContactLane, ContactPage } from '../../src/contract/contact.js';
import type { Page } from '../../src/contract/session.js';
import type { RecordingView } from '../../src/contract/sources.js';
import { MINUTE } from '../../src/domain/time.js';
import { Earshot } from '../support/earshot.js';
import { until } from '../support/until.js';
import { post, postUntilTaken } from './post.js';

const folder = await mkdtemp(path.join(tmpdir(), 'earshot-recording-'));
const [settings, log, file] = ['floor.yaml', 'queue_log', 'bug.ndjson'].map((name) => path.join(folder, name)) as [string, string, string];
const floor = 'entries: { "+12025550100": { name: Hotline } }\n';
await writeFile(settings, `${floor}webhooks:
  old-ivr:
    subject: { path: call.id }
    time: { path: at, format: epoch-ms }
    events:
      - { type: contact.started, when: { event: started }, data: { channel: voice, direction: inbound, from: { path: call.caller }, to: { path: call.dialled } } }
      - { type: ivr.node.entered, when: { event: menu }, data: { node: { path: menu } } }
      - { type: ivr.input, when: { event: typed }, data: { kind: key, key: { path: digits } } }
      - { type: contact.ended, when: { event: ended }, data: { by: customer } }
`);
await writeFile(log, '');
const at = await Earshot.prepare({ EARSHOT_SETTINGS: settings, EARSHOT_QUEUE_LOG: log });
const other = path.join(folder, 'other.yaml');
await writeFile(other, floor);
const elsewhere = await Earshot.prepare({ EARSHOT_SETTINGS: other });

beforeAll(async () => {
  await at.start();
}, 90_000);
afterAll(async () => {
  await at.remove();
  await elsewhere.remove();
  await rm(folder, { recursive: true });
});

const second = Math.floor(Date.now() / 1_000) - 120;
const told = (offset: number, event: string, more: object = {}) => ({ event, at: (second + offset) * 1_000, call: { id: 'c-7', caller: '+1 (202) 555-0123', dialled: '+12025550100' }, who: 'Jo Doe', ...more });
const menus = [told(0, 'started'), ...['main', 'billing', 'main', 'billing', 'main'].map((menu, index) => told(2 + index * 6, 'menu', { menu })), told(33, 'typed', { digits: '47114711' }), told(40, 'ended')];
const cloud = (offset: number, type: string, data: object) => ({ specversion: '1.0', id: `e-${offset}-${type}`, source: 'crm', type, subject: 'c-8', time: new Date((second + offset) * 1_000).toISOString(), data });
const events = [cloud(1, 'contact.started', { direction: 'inbound', from: '2025550123', to: '+12025550100', Note: 'Jo Doe was ill' }), cloud(3, 'queue.entered', { queue: 'Private customers' }), cloud(50, 'agent.connected', { agent: 'Anna Lee' }), cloud(70, 'contact.ended', { by: 'agent' })];
const lines = [`${second + 5}|${second + 4}.1|NONE|NONE|DID|2025550100`, `${second + 5}|${second + 4}.1|support|NONE|ENTERQUEUE||2025550199|1`, `${second + 80}|${second + 4}.1|support|NONE|ABANDON|1|1|75`];

/** Contacts and flags, without who called and who answered. */
async function known(earshot: Earshot, token: string): Promise<unknown> {
  await earshot.caughtUp(token);
  const { items } = await earshot.get<Page<ContactLane>>('/api/v1/contacts?limit=50', token);
  const pages = await Promise.all(items.map(({ id }) => earshot.get<ContactPage>(`/api/v1/contacts/${id}`, token)));
  return pages.map(({ lane, flags, outcome }) => ({
    id: lane.id, from: lane.startedAt, to: lane.endedAt, stage: lane.stage, entry: lane.entry, isKnown: lane.customer?.startsWith('tel_') ?? false, nth: lane.nthInWindow, reached: outcome.reached,
    parts: lane.segments.map(({ kind, place, from, to }) => [kind, kind === 'agent' ? '…' : place.id, from, to]), flags: flags.map(({ rule, because }) => `${rule}: ${because}`).toSorted(),
  })).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

test('what is recorded comes to the same contacts and flags on an empty server, and names nobody', async () => {
  const token = await at.command('tokens', 'create', '--role', 'admin');
  const key = await at.command('keys', 'create', '--source', 'old-ivr');
  const json = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
  const state = () => at.get<RecordingView>('/api/v1/recordings', token);
  expect(await state()).toEqual({ is: 'none' });

  const said = await at.commandUntil(async () => {
    await until(async () => (await state()).is === 'running', MINUTE / 2);
    for (const each of menus) await postUntilTaken(at, '/ingest/webhook/old-ivr', JSON.stringify(each), json);
    await postUntilTaken(at, '/ingest/events', JSON.stringify(events), { ...json, 'content-type': 'application/cloudevents-batch+json' });
    // Not believed, so not recorded.
    expect((await post(at, '/ingest/webhook/old-ivr', JSON.stringify(told(1, 'forged')), { ...json, authorization: 'Bearer ers_x_y' })).status).toBe(401);
    await appendFile(log, `${lines.join('\n')}\n`);
    await until(async () => { const now = await state(); return now.is === 'running' && now.things === 12; });
  }, 'record', '--minutes', '5', '--out', file);
  expect(said).toMatch(/^Recorded 12 things into /);
  expect(await state()).toEqual({ is: 'none' });

  const text = await readFile(file, 'utf8');
  expect(text).not.toMatch(/202.{0,3}555.{0,2}01(?:23|99)|Jo|Doe|Anna|4711|forged|ers_|\bill\b/);
  expect(text).toContain('+12025550100');

  await elsewhere.start();
  const answer = JSON.parse(await elsewhere.command('replay', file, '--speed', '50', '--json')) as object;
  expect(answer).toEqual({ things: 12, events: expect.any(Number), refused: 0, reason: null });
  const here = await known(at, token);
  expect(here).toHaveLength(3);
  expect(JSON.stringify(here)).toContain('entered main 3 times');
  expect(await known(elsewhere, await elsewhere.command('tokens', 'create', '--role', 'admin'))).toEqual(here);
}, 120_000);
