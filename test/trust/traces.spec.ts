import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { MINUTE } from '../../src/domain/time.js';
import { Earshot } from '../support/earshot.js';
import { TraceCollector } from '../support/trace-collector.js';
import type { CollectedSpan } from '../support/trace-collector.js';
import { until as untilIt } from '../support/until.js';

/** What no collector may ever see: the caller, their number and its digits, the call, the agent, whose key it was. */
const canaries = ['4930555018823', '0555018823', 'canary-call', 'canary-agent', 'canary-source', 'canary-words'];
const collector = new TraceCollector();
let earshot: Earshot;
/** Spans come in batches, five seconds apart, from a server that may be busy. */
const until = (isSo: () => boolean): Promise<void> => untilIt(isSo, MINUTE / 2);
let [key, token] = ['', ''];
let statuses: readonly number[] = [];
let board: Socket;

beforeAll(async () => {
  earshot = await Earshot.prepare({ EARSHOT_OTLP_URL: await collector.listen(), EARSHOT_OTLP_HEADERS: 'x-tenant=north', EARSHOT_OTLP_RATIO: '1' });
  await earshot.start();
  key = await earshot.command('keys', 'create', '--source', 'canary-source');
  token = await earshot.command('tokens', 'create', '--role', 'supervisor');
  // All of it before anything is looked for: it goes out in one batch.
  statuses = [await post([
    cloudEvent('1', 'contact.started', { channel: 'voice', direction: 'inbound', from: '+4930555018823' }),
    cloudEvent('2', 'agent.connected', { queue: 'support', agent: 'canary-agent' }),
    cloudEvent('3', 'queue.entered', { queue: ['canary-words'] }),
  ]), await post([], 'canary-words')];
  board = io(`${earshot.url}/board`, { transports: ['websocket'], reconnection: false, auth: { token } });
  board.on('connect', () => board.emit('watch', {}));
}, 90_000);
afterAll(async () => {
  await earshot.remove();
  await collector.close();
});

const cloudEvent = (id: string, type: string, data: object): object => ({ specversion: '1.0', id, source: 'canary-source', subject: 'canary-call', time: new Date(Date.now() - 1_000).toISOString(), type, data });

async function post(events: readonly object[], ofKey = key): Promise<number> {
  const answer = await fetch(`${earshot.url}/ingest/events?canary-words=1`, {
    method: 'POST', body: JSON.stringify(events), headers: { 'content-type': 'application/cloudevents-batch+json', authorization: `Bearer ${ofKey}` },
  });
  await answer.text();
  return answer.status;
}

const spans = (name: string, having: CollectedSpan['attributes'] = {}): readonly CollectedSpan[] => collector.spans.filter((span) => span.name === name && Object.entries(having).every(([attribute, value]) => span.attributes[attribute] === value));

test('a post, its entry, the recall and the fold are told with one position, and nothing of who called', async () => {
  expect(statuses[0]).toBe(200);
  await until(() => spans('earshot.fold', { 'earshot.events': 2 }).length > 0 && spans('earshot.ingest', { 'http.response.status_code': 200 }).length > 0);
  const [ingest] = spans('earshot.ingest', { 'http.response.status_code': 200 });
  const position = ingest?.attributes['earshot.position'] ?? -1;
  expect(ingest?.attributes).toEqual({ 'http.route': '/ingest/events', 'http.response.status_code': 200, 'earshot.events': 2, 'earshot.refused': 1, 'earshot.position': position });
  expect(spans('earshot.append', { 'earshot.position': position }).map(({ attributes }) => attributes)).toEqual([{ 'earshot.position': position, 'earshot.entries': 1, 'earshot.events': 2 }]);
  expect(spans('earshot.fold', { 'earshot.position': position }).map(({ attributes }) => attributes)).toEqual([{ 'earshot.position': position, 'earshot.events': 2 }]);
  expect(spans('earshot.recall').length).toBeGreaterThan(0);
  expect(collector.spans.filter(({ took }) => took < 0)).toEqual([]);
});

test('a post that was turned away is told with its status and no events', async () => {
  expect(statuses[1]).toBe(401);
  await until(() => spans('earshot.ingest', { 'http.response.status_code': 401 }).length > 0);
  expect(spans('earshot.ingest', { 'http.response.status_code': 401 })[0]?.attributes).toEqual({ 'http.route': '/ingest/events', 'http.response.status_code': 401, 'earshot.events': 0, 'earshot.refused': 0 });
});

test('a drawing of the board is told with its rooms and bytes', async () => {
  await until(() => spans('earshot.frame', { 'earshot.rooms': 1 }).some(({ attributes }) => Number(attributes['earshot.bytes']) > 0));
  board.close();
});

test('a stop sends what waits, with the headers that were set, and no canary went out', async () => {
  expect(await post(Array.from({ length: 7 }, (_, index) => cloudEvent(`last-${index}`, 'queue.entered', { queue: 'support' })))).toBe(200);
  await earshot.stop();
  expect(spans('earshot.ingest', { 'earshot.events': 7 })).toHaveLength(1);
  expect(spans('earshot.fold', { 'earshot.events': 7 })).toHaveLength(1);
  expect(collector.raw.filter((each) => !each.startsWith('POST /v1/traces ') || !each.includes('"x-tenant":"north"'))).toEqual([]);
  for (const canary of canaries) expect(collector.raw.filter((each) => each.includes(canary))).toEqual([]);
});

test('with the collector away posts are taken all the same, it is told once, and a stop does not wait for it', async () => {
  await collector.close();
  await earshot.start();
  const before = earshot.output.length;
  const told = (): number => earshot.output.split('The collector of traces took none').length - 1;
  for (let number = 0; told() === 0; number += 1) {
    expect(await post([cloudEvent(`away-${number}`, 'queue.entered', { queue: 'support' })])).toBe(200);
    expect(number).toBeLessThan(2_000);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  expect(await post([cloudEvent('away', 'queue.entered', { queue: 'support' })])).toBe(200);
  await earshot.stop();
  expect([told(), earshot.output.slice(before).includes('Earshot stopped.')]).toEqual([1, false]);
});
