import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { LARGEST_BODY, LARGEST_POST, LARGEST_SETTINGS } from '../../src/app/body-parsers.js';
import type { Asked } from './hostile/asking.js';
import { MOST_VALUES } from '../../src/ingest/value-count.js';
import { HostileServer, SOURCE } from './hostile/hostile-server.js';
import { canMeasure, peakWhile } from './hostile/peak-memory.js';
import { isWhole } from './hostile/texts.js';

const MB = 1_024 * 1_024;
/** TRUST.md: of the server's memory, a request. */
const MOST = 32 * MB;
/** So many at once: what V8 lets lie until it collects is shared among them. */
const AT_ONCE = 8;
let server: HostileServer;

beforeAll(async () => {
  server = await HostileServer.start();
  // What a server needs once for everyone is no request's.
  for (const asked of worst()) await server.ask(asked);
}, 240_000);
afterAll(() => server?.remove());

const full = (unit: string, length: number, end = ''): string => `${unit.repeat(Math.floor((length - end.length - 100) / unit.length))}${end}`;
/** As many as are just let through. */
const most = (unit: string, each = 1): string => unit.repeat(Math.floor((MOST_VALUES - 100) / each));
const keyed = (count: number): string => `{${Array.from({ length: count }, (_, place) => `"k${place}":0`).join(',')}}`;

/** What fills the memory most, by what it is made of: at the bounds, just below them, and far beyond. */
function worst(): Asked[] {
  const json = { 'content-type': 'application/json' };
  const lines = { 'content-type': 'application/x-ndjson' };
  const fields = { 'content-type': 'application/x-www-form-urlencoded' };
  const post = (path: string, body: string | Buffer, more: Readonly<Record<string, string>> = {}): Asked => ({ method: 'POST', path, body, headers: { ...json, ...more } });
  const packed = (text: string): string => gzipSync(text).toString('base64');
  const beyond = `[${full('{},', LARGEST_POST, '{}')}]`;
  const all = [
    post('/ingest/events', `{"a":"${full('x', LARGEST_POST - 10)}€"}`), post('/ingest/events', beyond), post('/ingest/events', `[${most('{},', 2)}{}]`), post('/ingest/events', keyed(MOST_VALUES - 1_000)),
    post('/ingest/amazon-connect/firehose', JSON.stringify({ records: Array.from({ length: 50 }, () => ({ data: packed(`[${full('{},', 7 * MB, '{}')}]`) })) })), post(`/ingest/webhook/${SOURCE}`, keyed(250_000).replaceAll('":0,"', '=&').replaceAll(/[{}"]|:0/g, ''), fields),
    post('/ingest/events', gzipSync(Buffer.alloc(64 * MB, 32)), { 'content-encoding': 'gzip' }),
    post('/ingest/events', `[${most('0,')}0]`), post('/ingest/events', `[${most('[],', 2)}[]]`), post('/ingest/events', full('[', MOST_VALUES)), post('/ingest/events', `{"a":"${full('é', LARGEST_POST / 2)}"}`), post('/ingest/events', `[${`{"id":"${'x'.repeat(490)}"},`.repeat(9_999)}0]`),
    post('/ingest/events', most('{}\n', 2), lines), post('/ingest/events', full('x', LARGEST_POST), lines), post('/ingest/events', full('\n', LARGEST_POST), lines), post('/ingest/events', gzipSync(full('{},', LARGEST_POST)), { 'content-encoding': 'gzip' }),
    post('/ingest/amazon-connect/events', beyond), post('/ingest/amazon-connect/events', `[${'{},'.repeat(19_998)}{}]`), post('/ingest/amazon-connect/events', most('{}', 1)), post('/ingest/genesys/events', `[${most('{},', 2)}{}]`), post(`/ingest/webhook/${SOURCE}`, `[${'{},'.repeat(9_998)}{}]`),
    post('/ingest/amazon-connect/firehose', `{"records":[${most('{"data":"e30="},', 2)}{}]}`), post('/ingest/amazon-connect/firehose', `{"records":[{"data":"${packed('x'.repeat(200 * MB))}"}]}`), post('/ingest/amazon-connect/firehose', JSON.stringify({ records: Array.from({ length: 20 }, () => ({ data: packed(`{"a":"${'é'.repeat(3 * MB)}"}`) })) })),
    post(`/ingest/webhook/${SOURCE}`, most('a=&'), fields), post('/ingest/twilio/voice', full('a=1&', LARGEST_BODY), { ...fields, 'x-twilio-signature': 'x' }),
    { method: 'PUT', path: '/api/v1/settings', body: JSON.stringify({ text: full('a: {b: [', LARGEST_SETTINGS - 1_000) }), headers: json }, post('/api/v1/session', `[${full('{},', LARGEST_BODY, '{}')}]`),
  ];
  return isWhole ? all : all.slice(0, 7);
}

/** Of several at once. When the collector comes is chance, so that what is too much is measured again: what a request needs, it needs twice. */
function peakOf(asked: Asked): Promise<number> {
  return peakWhile(server.earshot, async () => void await Promise.all(Array.from({ length: AT_ONCE }, () => server.ask(asked))));
}

(canMeasure ? test : test.skip)('no request takes more than 32 MB of the server', async () => {
  const tooMuch: string[] = [];
  for (const asked of worst()) {
    const peak = await peakOf(asked);
    if (peak > AT_ONCE * MOST && await peakOf(asked) > AT_ONCE * MOST) tooMuch.push(`${Math.round(peak / AT_ONCE / MB)} MB for ${asked.path} ${String(asked.body).slice(0, 40)}`);
    if (process.env['EARSHOT_TEST_FIGURES'] !== undefined) process.stdout.write(`${(peak / AT_ONCE / MB).toFixed(1)} MB ${asked.path} ${JSON.stringify(String(asked.body).slice(0, 20))}\n`);
  }
  expect([tooMuch, server.faults, await server.isWell()]).toEqual([[], [], 'well']);
}, 240_000);
