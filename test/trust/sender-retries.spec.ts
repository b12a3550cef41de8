import { createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ContactLane, ContactPage } from '../../src/contract/contact.js';
import type { Page } from '../../src/contract/session.js';
import { DAY, HOUR, MINUTE, quarterOf, SECOND } from '../../src/domain/time.js';
import { Earshot } from '../support/earshot.js';
import { form, send, twilioSettings } from '../support/twilio-posts.js';
import type { SignedRequest } from '../support/twilio-posts.js';
import { callsOf, samplesOf } from '../twilio/samples.js';
import { kept } from './summary/kept.js';

/** Calls a run: four whose reports say when, one of Twilio's and one of a webhook's whose do not. */
const A_RUN = 6;
const RUNS = Math.ceil(Number(process.env['EARSHOT_TEST_RETRIED_CALLS'] ?? 12) / A_RUN);
/** When senders come again at the latest: Twilio's webhooks, its Event Streams, whoever sends with Svix. */
const retries = [['Twilio', 15 * SECOND], ['Event Streams', 4 * HOUR], ['Svix', 3 * DAY]] as const;

const folder = await mkdtemp(path.join(tmpdir(), 'earshot-retries-'));
const [settings, secretFile] = [path.join(folder, 'floor.yaml'), path.join(folder, 'svix')];
const secret = Buffer.from('a secret of thirty-two bytes !!!').toString('base64');
await writeFile(secretFile, `whsec_${secret}\n`);
// Its posts say nothing of when: only their signature does, and that is new with each try.
await writeFile(settings, `
webhooks:
  svix:
    proof: { is: standard-webhooks, secretFile: ${secretFile} }
    subject: { path: call }
    events:
      - { type: contact.started, when: { event: started }, data: { channel: voice, direction: inbound, from: { path: caller } } }
      - { type: queue.entered, when: { event: queued }, data: { queue: svix } }
      - { type: agent.connected, when: { event: talking }, data: { agent: anna } }
      - { type: contact.ended, when: { event: ended }, data: { by: customer } }
`);
const earshot = await Earshot.prepare({ ...twilioSettings, EARSHOT_SETTINGS: settings }, fileURLToPath(new URL('../support/moved-server.mjs', import.meta.url)));
const began = Math.floor((Date.now() - 4 * MINUTE) / SECOND) * SECOND;
let token = '';
let ahead = 0;

beforeAll(async () => {
  await earshot.start();
  token = await earshot.command('tokens', 'create', '--role', 'supervisor');
}, 60_000);
afterAll(async () => {
  await earshot.remove();
  await rm(folder, { recursive: true });
});

/** What is sent, and how it is signed when it is sent again. */
interface Post {
  readonly signed: () => SignedRequest;
}

const posts: readonly Post[] = Array.from({ length: RUNS }, (_, run) => [...samplesOf(`r${run}`, began).map((request): Post => ({ signed: () => request })), ...menu(`CAr${run}5`), ...svix(`svix-${run}`)]).flat();

/** What a call's documents are asked for with: no time, and a token that is the same when it is asked again. */
function menu(CallSid: string): readonly Post[] {
  const call = { CallSid, AccountSid: twilioSettings.EARSHOT_TWILIO_ACCOUNT_SID, From: '+12025550178', To: '+12025550100', Direction: 'inbound', CallStatus: 'in-progress' };
  const over = { ...call, CallStatus: 'completed', CallbackSource: 'call-progress-events', SequenceNumber: '2', Timestamp: new Date(began + MINUTE).toUTCString() };
  return [form('/ingest/twilio/voice?node=main', call), form('/ingest/twilio/voice?node=bills', { ...call, Digits: '2' }), form('/ingest/twilio/status', over)]
    .map((request, place): Post => ({ signed: () => ({ ...request, headers: { ...request.headers, 'i-twilio-idempotency-token': `${CallSid}-${place}` } }) }));
}

function svix(call: string): readonly Post[] {
  return ['started', 'queued', 'talking', 'ended'].map((event) => {
    const body = JSON.stringify({ event, call, caller: '+12025550177' });
    return {
      signed: () => {
        const [id, timestamp] = [`msg_${call}_${event}`, String(Math.floor((Date.now() + ahead) / SECOND))];
        const signature = createHmac('sha256', Buffer.from(secret, 'base64')).update(`${id}.${timestamp}.${body}`).digest('base64');
        return { path: '/ingest/webhook/svix', body, headers: { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` } };
      },
    };
  });
}

/** In order, and each again until it is taken. */
async function sendAll(): Promise<void> {
  for (const { signed } of posts) {
    for (let tries = 0; ; tries += 1) {
      const { status, text } = await send(earshot.url, signed());
      if (status >= 200 && status < 300) break;
      if (tries > 100 || (status >= 400 && status < 500)) throw new Error(`${signed().path} was refused with ${status}: ${text}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  await earshot.caughtUp(token);
}

async function countContacts(): Promise<number> {
  let [count, next]: [number, string | null] = [0, ''];
  while (next !== null) {
    const page: Page<ContactLane> = await earshot.get(`/api/v1/contacts?limit=100${next === '' ? '' : `&cursor=${encodeURIComponent(next)}`}`, token);
    count += page.items.length;
    next = page.next;
  }
  return count;
}

async function told(): Promise<unknown> {
  const metrics = 'offered,answered,abandoned,direct,flowouts_involuntary,flowouts_by_choice,contacts';
  const from = quarterOf(began) - HOUR;
  const { items } = await earshot.get<Page<{ id: string; value: number | null }>>(`/api/v1/metrics?from=${from}&to=${quarterOf(began) + 4 * DAY}&metric=${metrics.replace(',contacts', '')}&interval=none`, token);
  const calls = Array.from({ length: RUNS }, (_, run) => [...callsOf(`r${run}`), `CAr${run}5`, `svix-${run}`]).flat();
  const pages = await Promise.all(calls.map((id) => earshot.get<ContactPage>(`/api/v1/contacts/${id}`, token)));
  return {
    metrics: items.map(({ id, value }) => [id, value ?? 0]), contacts: await countContacts(),
    calls: pages.map(({ timeline, outcome: { reached, inQueueMs, withAgentMs } }, place) => ({ call: calls[place], timeline: timeline.map(({ type, at }) => `${type} ${at}`), reached, inQueueMs, withAgentMs })),
  };
}

test('what Twilio, Event Streams and Svix send again counts once, also over restarts and when the calls are long saved and forgotten', async () => {
  await sendAll();
  const first = await told() as { contacts: number; metrics: unknown };
  expect(first.contacts).toBe(RUNS * A_RUN);
  for (const [sender, later] of retries) {
    await sendAll();
    expect([sender, 'at once', await told()]).toEqual([sender, 'at once', first]);
    await earshot.kill();
    ahead = later;
    earshot.set('EARSHOT_TEST_AHEAD', String(later));
    await earshot.start();
    await earshot.caughtUp(token);
    expect([sender, 'before', await told()]).toEqual([sender, 'before', first]);
    await sendAll();
    expect([sender, 'later', await told()]).toEqual([sender, 'later', first]);
  }
  kept('sender retries: Twilio after 15 s, Event Streams after 4 h, Svix after 3 days', `${RUNS * A_RUN} calls × ${retries.length * 2} retries of ${posts.length} posts, ${retries.length} kills`, '0 counted twice; every timeline the same to the millisecond');
}, 240_000 + RUNS * 30_000);
