import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { EarshotEvent } from '../../src/domain/event.js';
import type { Flag } from '../../src/domain/flag.js';
import { HOUR, MINUTE, quarterOf, SECOND } from '../../src/domain/time.js';
import { Earshot } from '../support/earshot.js';
import { caller, enters, hangsUp, leavesQueue, partsFrom, queues, reaches } from '../support/story.js';
import { until } from '../support/until.js';
import { kept } from './summary/kept.js';

/** Each is three calls. */
const ROUNDS = Number(process.env['EARSHOT_TEST_LIVE_ROUNDS'] ?? 6);
/** From the end of a wait that is not long yet to when it is: the question is asked by the clock, with nothing that arrives. */
const SOON = 3 * SECOND;
const earshot = await Earshot.prepare();
let key = '';
let token = '';

beforeAll(async () => {
  await earshot.start();
  key = await earshot.command('keys', 'create', '--source', 'rebuilt');
  token = await earshot.command('tokens', 'create', '--role', 'supervisor');
}, 60_000);
afterAll(() => earshot.remove());

test('the log of a live run, folded again, raises and retracts the same flags at the same instants and comes to the same numbers', async () => {
  const from = quarterOf(Date.now()) - HOUR;
  const answered: (readonly EarshotEvent[])[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { now, later } = callsOf(round);
    await insist(now);
    answered.push(later);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  await until(async () => (await flags()).filter(({ rule }) => rule === 'long-wait').length >= ROUNDS, 60 * SECOND);
  // What is told late takes back what was raised meanwhile: every wait was over before it was long.
  for (const events of answered) await insist(events);
  // Who stays signed in is available for longer with every moment.
  await insist(['Alice', 'Bob'].map((agent): EarshotEvent => ({ id: `${agent}-out`, source: 'story', type: 'agent.signed-out', subject: agent, time: Date.now(), data: {} })));
  await earshot.caughtUp(token);
  await until(async () => (await flags()).every(({ rule, retractedAt }) => rule !== 'long-wait' || retractedAt !== undefined), 60 * SECOND);
  const [live, counted] = [await flags(), await numbers(from)];

  await earshot.stop();
  await earshot.command('rebuild');
  await earshot.start();
  await earshot.caughtUp(token);
  expect(await flags()).toEqual(live);
  expect(await numbers(from)).toEqual(counted);
  // In numbers, so that an empty list cannot pass.
  const retracted = live.filter(({ retractedAt }) => retractedAt !== undefined).length;
  expect([live.length > ROUNDS, retracted >= ROUNDS]).toEqual([true, true]);
  kept('live run against rebuild of its log', `${ROUNDS * 3} calls`, `${live.length} flags raised, ${retracted} of them taken back: the same at the same instants`);
  kept('metrics recounted from the log', `${ROUNDS * 3} calls`, `${counted.length} metrics: every answer equal, byte for byte`);
}, 240_000);

/** One who waits and is said to have been answered in time only later, one who goes in circles in the menu, one who is served. */
function callsOf(round: number): { readonly now: readonly EarshotEvent[]; readonly later: readonly EarshotEvent[] } {
  const now = Date.now();
  const from = (which: number): string => `+4930${1_000_000 + (round * 3 + which) % 17}`;
  const waits = caller({ id: `waits-${round}`, begins: now - 2 * MINUTE - SECOND + SOON, from: from(0) }).at(1, queues('slow'));
  const circles = caller({ id: `circles-${round}`, begins: now - 90 * SECOND, from: from(1) })
    .at(1, enters('main')).at(10, enters('bills')).at(20, enters('main')).at(30, enters('bills')).at(40, enters('main')).at(80, hangsUp());
  const served = caller({ id: `served-${round}`, begins: now - 80 * SECOND, from: from(2) })
    .at(1, queues('quick')).at(9, leavesQueue('quick', 'answered'), reaches('Alice', 'quick')).at(70, partsFrom('Alice', 'customer')).at(71, hangsUp());
  const answered = waits.at(60, leavesQueue('slow', 'answered'), reaches('Bob', 'slow')).at(100, partsFrom('Bob', 'customer')).at(101, hangsUp());
  return { now: [...waits.events, ...circles.events, ...served.events], later: answered.events.slice(waits.events.length) };
}

async function insist(events: readonly EarshotEvent[]): Promise<void> {
  if (events.length > 0) await until(async () => await earshot.post(events, key) === 200, MINUTE);
}

/** All of them, taken back or not, with the instants at which they were raised and taken back. */
async function flags(): Promise<Flag[]> {
  const all: Flag[] = [];
  let next: string | null | undefined = '';
  while (typeof next === 'string') {
    const page: { items: Flag[]; next?: string | null } = await earshot.get(`/api/v1/flags?limit=50${next === '' ? '' : `&cursor=${encodeURIComponent(next)}`}`, token);
    all.push(...page.items);
    next = page.next;
  }
  return all.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** Every metric of the catalogue over two hours: whatever it answers, also that it has no total. */
async function numbers(from: number): Promise<readonly (readonly [id: string, answer: string])[]> {
  const headers = { authorization: `Bearer ${token}` };
  // Per hour of the window so far: it falls by itself.
  const byNow = ['flags_per_hour'];
  const { metrics } = await earshot.get<{ metrics: { id: string }[] }>('/api/v1/catalogue', token);
  return Promise.all(metrics.filter(({ id }) => !byNow.includes(id)).map(async ({ id }) => [id, await (await fetch(`${earshot.url}/api/v1/metrics?from=${from}&to=${from + 2 * HOUR}&metric=${id}`, { headers })).text()] as const));
}
