import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ContactPage } from '../../src/contract/contact.js';
import type { SourceRow } from '../../src/contract/board.js';
import type { Page } from '../../src/contract/session.js';
import { MINUTE, SECOND } from '../../src/domain/time.js';
import { Earshot } from '../support/earshot.js';
import { form, send, twilioSettings, type SignedRequest } from '../support/twilio-posts.js';
import { callsOf, samplesOf } from './samples.js';

const earshot = await Earshot.prepare(twilioSettings);
let token = '';
const began = Math.floor((Date.now() - 4 * MINUTE) / SECOND) * SECOND;

beforeAll(async () => {
  await earshot.start();
  token = await earshot.command('tokens', 'create', '--role', 'supervisor');
}, 90_000);
afterAll(() => earshot.remove());

/** As Event Streams does: again until it is taken; the rest goes on meanwhile. */
async function insist(posts: readonly SignedRequest[], cutAfter = -1): Promise<void> {
  let waiting = posts;
  for (let round = 0; round < 20 && waiting.length > 0; round += 1) {
    const again: SignedRequest[] = [];
    for (const [place, post] of waiting.entries()) {
      const { status } = await send(earshot.url, post);
      if (status !== 200 && status !== 204) again.push(post);
      if (round === 0 && place === cutAfter) {
        await earshot.kill();
        await earshot.start();
      }
    }
    waiting = again;
    if (waiting.length > 0) await new Promise((resolve) => setTimeout(resolve, 500));
  }
  expect(waiting).toEqual([]);
  await earshot.caughtUp(token);
}

interface Told extends Pick<ContactPage, 'timeline' | 'outcome'> {
  readonly stage: string;
}

/** What the board and the API make of the four calls, without what tells one run from another. */
async function told(run: string): Promise<Told[]> {
  const pages = await Promise.all(callsOf(run).map((id) => earshot.get<ContactPage>(`/api/v1/contacts/${id}`, token)));
  return pages.map(({ timeline, outcome, lane: { stage, entry } }) => JSON.parse(JSON.stringify({ stage, entry, outcome, timeline }).replaceAll(run, 'run')) as Told);
}

/** Not in their order, the same each time. */
function shuffled<Item>(items: readonly Item[]): Item[] {
  return items.map((item, place) => ({ item, key: (place * 7_919 + 13) % 101 })).toSorted((a, b) => a.key - b.key).map(({ item }) => item);
}

describe('four calls, told by forms, by Event Streams and by Studio', () => {
  test('are four contacts with what happened to them', async () => {
    await insist(samplesOf('a1', began));
    const outcomes = (await told('a1')).map(({ outcome, stage }) => [stage, outcome.reached, outcome.inQueueMs, outcome.withAgentMs]);
    expect(outcomes).toEqual([
      ['ended', 'agent', 22_000, 59_900],
      ['ended', 'queue', 60_000, 0],
      ['ended', 'agent', 25_000, 50_999],
      ['ended', 'menu', 0, 0],
    ]);
  }, 60_000);

  test('are the same out of order and twice', async () => {
    const posts = samplesOf('b2', began);
    await insist([...shuffled(posts), ...shuffled(posts).slice(0, 12)]);
    expect(await told('b2')).toEqual(await told('a1'));
  }, 60_000);

  test('are the same over a kill -9 in the middle, of a Studio flow too', async () => {
    const posts = samplesOf('c3', began);
    await insist(posts, posts.length - 5);
    expect(await told('c3')).toEqual(await told('a1'));
  }, 90_000);

  test('are one source, heard of', async () => {
    const { items } = await earshot.get<Page<SourceRow>>('/api/v1/sources', token);
    expect(items.map(({ source, state }) => [source, state])).toContainEqual(['twilio', 'heard']);
  });

  test('leave no number and nothing that a caller typed in the log', async () => {
    const pages = JSON.stringify(await told('a1'));
    expect(pages).not.toMatch(/120255501[12]|12345678/);
  });
});

const RECORDED = '../shared/data/twilio/status-callback-2018-redacted.txt';
(existsSync(RECORDED) ? test : test.skip)('a status callback that Twilio really sent is one call of nine seconds, its end before its beginning, twice and over a kill', async () => {
  const sent: Readonly<Record<string, string>> = Object.fromEntries(new URLSearchParams(readFileSync(RECORDED, 'utf8').trim()));
  // Years ago it was history; and numbers were redacted.
  const at = (second: number): string => new Date(began + second * SECOND).toUTCString().replace('GMT', '+0000');
  const completed: Readonly<Record<string, string>> = { ...sent, From: '+12025550115', To: '+12025550100', Timestamp: at(9) };
  const { CallDuration: _seconds, Duration: _minutes, ...standard } = completed;
  const ringing = { ...standard, CallStatus: 'ringing', Timestamp: at(0) };
  const posts = [completed, ringing, completed].map((fields) => form('/ingest/twilio/status', fields));
  await insist([...posts, ...posts], 2);
  const { lane, outcome } = await earshot.get<ContactPage>(`/api/v1/contacts/${sent['CallSid']}`, token);
  expect([lane.stage, lane.entry?.id, outcome.reached, lane.startedAt - began, (lane.endedAt ?? 0) - began]).toEqual(['ended', '+12025550100', 'none', 0, 9_999]);
}, 90_000);

test('an answer in TwiML sends the caller on to the application, or leaves the call to itself', async () => {
  const fields = { CallSid: 'CAd41', From: '+12025550119', To: '+12025550100', CallStatus: 'in-progress', Direction: 'inbound', Digits: '1' };
  expect(await send(earshot.url, form('/ingest/twilio/voice?node=billing', fields))).toEqual({ status: 200, type: 'text/xml; charset=utf-8', text: '<?xml version="1.0" encoding="UTF-8"?><Response/>' });
  const { text } = await send(earshot.url, form('/ingest/twilio/voice?node=billing&next=https%3A%2F%2Fivr.example.com%2Fgo%3Fa%3D1%26b%3D2', fields));
  expect(text).toBe('<?xml version="1.0" encoding="UTF-8"?><Response><Redirect method="POST">https://ivr.example.com/go?a=1&amp;b=2</Redirect></Response>');
});
