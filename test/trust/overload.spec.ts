import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { HOUR, MINUTE, quarterOf, SECOND } from '../../src/domain/time.js';
import { toCloudEvent } from '../../src/views/cloud-event.js';
import { Earshot } from '../support/earshot.js';
import { residentBytes } from '../support/resident.js';
import { caller, hangsUp, partsFrom, queues, reaches } from '../support/story.js';
import { until } from '../support/until.js';
import { kept } from './summary/kept.js';

/** How long three times too much is sent. */
const LONG = Number(process.env['EARSHOT_TEST_OVERLOAD_SECONDS'] ?? 1) * SECOND;
const TIMES = 3;
const CALLS_A_POST = 100;
/** Posts that this sender has open at once at the most: it has to live, too. In a short run just more than a queue holds. */
const MOST_OPEN = LONG > SECOND ? 400 : 150;
/** Who was refused comes again in so many at a time. */
const INSISTING = 8;
const MEGABYTE = 1_024 * 1_024;
const base = quarterOf(Date.now() - 3 * HOUR);
const earshot = await Earshot.prepare();
let key = '';
let token = '';

beforeAll(async () => {
  await earshot.start();
  key = await earshot.command('keys', 'create', '--source', 'overload');
  token = await earshot.command('tokens', 'create', '--role', 'supervisor');
}, 60_000);
afterAll(() => earshot.remove());

test(`${TIMES} times what it can take is taken or refused with a time to come again, within bounds of memory, and counted exactly`, async () => {
  const posts = new Posts();
  const most = await closedLoop(posts, LONG);
  const before = await residentBytes(earshot.pid);
  const overload = await openLoop(posts, TIMES * most, LONG);
  const grown = overload.resident - before;
  // By itself: nobody does anything but to come again, as Retry-After says.
  const ended = performance.now();
  const next = posts.next();
  await until(async () => (await posts.send(next)).status === 200, MINUTE);
  const back = (performance.now() - ended) / SECOND;
  const left = [...overload.refused];
  await Promise.all(Array.from({ length: INSISTING }, async () => {
    for (let post = left.pop(); post !== undefined; post = left.pop()) await posts.insist(post);
  }));
  await until(isCaughtUp, 5 * MINUTE);
  const { items } = await earshot.get<{ items: { id: string; value: number | null }[] }>(`/api/v1/metrics?from=${base}&to=${base + HOUR + 15 * MINUTE}&metric=offered,answered&queue=overload`, token);
  const calls = posts.made * CALLS_A_POST;
  expect(Object.fromEntries(items.map(({ id, value }) => [id, value]))).toEqual({ offered: calls, answered: calls });
  expect(grown).toBeLessThan(1_024 * MEGABYTE);
  kept(`${TIMES} × overload`, `${LONG / SECOND} s at ${Math.round(TIMES * most * CALLS_A_POST * 5).toLocaleString('en-US')} events/s`,
    `${overload.refused.length} of ${overload.sent} posts 503 with Retry-After, 0 false 2xx; ${calls} calls: 0 lost, 0 counted twice; server memory + ${Math.max(0, Math.round(grown / MEGABYTE))} MB; takes again after ${back.toFixed(1)} s`);
}, 900_000);

/** Posts a second that two senders get taken, each waiting for its answer: what the server can take. */
async function closedLoop(posts: Posts, long: number): Promise<number> {
  const began = performance.now();
  let taken = 0;
  const sender = async (): Promise<void> => {
    while (performance.now() - began < long) {
      await posts.insist(posts.next());
      taken += 1;
    }
  };
  await Promise.all([sender(), sender()]);
  return (taken * SECOND) / (performance.now() - began);
}

interface Overload {
  readonly sent: number;
  /** To be sent again. */
  readonly refused: readonly string[];
  /** Of the server, at the most. */
  readonly resident: number;
}

/** Sends on whether answered or not, for so long, and then until somebody is told to come again: a queue has to fill first. */
async function openLoop(posts: Posts, perSecond: number, long: number): Promise<Overload> {
  const refused: string[] = [];
  const open = new Set<Promise<void>>();
  let [sent, resident] = [0, 0];
  const began = performance.now();
  const lasted = (): number => performance.now() - began;
  while (lasted() < long || (refused.length === 0 && lasted() < long + 20 * SECOND)) {
    const due = (lasted() * perSecond) / SECOND;
    while (sent < due && open.size < MOST_OPEN) {
      const post = posts.next();
      sent += 1;
      const answered: Promise<void> = posts.send(post).then(({ status }) => void (status === 200 || refused.push(post))).finally(() => open.delete(answered));
      open.add(answered);
    }
    resident = Math.max(resident, await residentBytes(earshot.pid));
    await sleep(20);
  }
  await Promise.all(open);
  return { sent, refused, resident };
}

/** Each of new calls, which are over. */
class Posts {
  made = 0;

  next(): string {
    const first = this.made * CALLS_A_POST;
    this.made += 1;
    return JSON.stringify(Array.from({ length: CALLS_A_POST }, (_, nth) => first + nth).flatMap((number) => (
      caller({ id: `call-${number}`, begins: base + (number % 3_600) * SECOND, ...(number % 3 === 0 ? { from: `+4930${1_000_000 + number}` } : {}) })
        .at(1, queues('overload')).at(9, reaches('Alice')).at(60, partsFrom('Alice', 'customer'), hangsUp()).events.map(toCloudEvent)
    )));
  }

  async send(post: string): Promise<{ readonly status: number }> {
    const answer = await fetch(`${earshot.url}/ingest/events`, {
      method: 'POST', body: post, headers: { 'content-type': 'application/cloudevents-batch+json', authorization: `Bearer ${key}` },
    });
    await answer.text();
    if (answer.status !== 200) expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^\d+$/)]);
    return answer;
  }

  async insist(post: string): Promise<void> {
    while ((await this.send(post)).status !== 200) await sleep(100);
  }
}

async function isCaughtUp(): Promise<boolean> {
  const ready = await fetch(`${earshot.url}/health/ready`).then((answer) => answer.json() as Promise<{ state?: string; lag?: number }>);
  return ready.state === 'live' && ready.lag === 0;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
