import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SECOND } from '../../src/domain/time.js';
import { until } from '../support/until.js';
import { HostileServer } from './hostile/hostile-server.js';
import { isWhole } from './hostile/texts.js';

let server: HostileServer;

beforeAll(async () => {
  server = await HostileServer.start();
}, 120_000);
afterAll(() => server?.remove());

/** A server that hangs up on what it does not read to the end may take its answer with it. */
const TOO_LARGE = /^(?:HTTP\/1\.1 (?:413|431).*)?$/;

/** Bytes as they are, until the server ends the connection or says nothing more. The first line of the answer, or '' for none. */
async function sends(parts: readonly (string | Buffer)[], patience = 2 * SECOND): Promise<string> {
  const socket = opened();
  let heard = '';
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')));
  await once(socket, 'connect');
  for (const part of parts) socket.write(part);
  await Promise.race([new Promise((resolve) => socket.once('close', resolve)), until(() => heard.includes('\r\n\r\n'), patience).catch(() => undefined)]);
  socket.destroy();
  return heard.split('\r\n')[0] ?? '';
}

function opened(): Socket {
  const { hostname, port } = new URL(server.url);
  return connect(Number(port), hostname).on('error', () => undefined);
}

/** Of a post to /ingest/events by who may. */
const head = (more: string): string => `POST /ingest/events HTTP/1.1\r\nhost: earshot\r\nauthorization: Bearer ${server.key}\r\n${more}`;
const JSON_TYPE = 'content-type: application/json\r\n';

test('10,000 headers, and headers without an end, are refused', async () => {
  const many = Array.from({ length: 10_000 }, (_, place) => `x-h${place}: ${place}\r\n`).join('');
  expect(await sends([head(`${JSON_TYPE}${many}content-length: 2\r\n\r\n[]`)])).toMatch(TOO_LARGE);
  expect(await sends([head(`x-long: ${'a'.repeat(100_000)}\r\n\r\n`)])).toMatch(TOO_LARGE);
  expect(await sends([`GET /${'a'.repeat(100_000)} HTTP/1.1\r\nhost: a\r\n\r\n`])).toMatch(TOO_LARGE);
  // As many as fit are read and mean nothing.
  const fitting = Array.from({ length: 1_000 }, (_, place) => `x${place}: \r\n`).join('');
  expect(await sends([head(`${JSON_TYPE}${fitting}content-length: 2\r\n\r\n[]`)])).toMatch(/^HTTP\/1\.1 200/);
  expect(await server.isWell()).toBe('well');
});

test('what is no HTTP, or two requests in one, is refused', async () => {
  const smuggled = 'GET /health/live HTTP/1.1\r\nhost: a\r\n\r\n';
  const refused = [
    '\0\0\0\0\r\n\r\n', '\x16\x03\x01\x02\0\x01\0', 'GET\r\n\r\n', 'GET / HTTP/9.9\r\n\r\n', 'G\0T / HTTP/1.1\r\nhost: a\r\n\r\n', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'GET / HTTP/1.1\r\nhost: a\r\nx: a\0b\r\n\r\n', 'GET / HTTP/1.1\r\nhost: a\r\n : b\r\n\r\n',
    head(`${JSON_TYPE}content-length: -1\r\n\r\n[]`), head(`${JSON_TYPE}content-length: 2\r\ncontent-length: 3\r\n\r\n[] `), head(`${JSON_TYPE}content-length: 99999999999999999999\r\n\r\n[]`), head(`${JSON_TYPE}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n${smuggled}`),
    head(`${JSON_TYPE}transfer-encoding: chunked, gzip\r\n\r\n[]`), head(`${JSON_TYPE}transfer-encoding: chunked\r\n\r\nzz\r\n[]\r\n0\r\n\r\n`), head(`${JSON_TYPE}transfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\n`), head(`${JSON_TYPE}transfer-encoding: chunked\r\n\r\n-2\r\n[]\r\n0\r\n\r\n`),
  ];
  for (const request of refused) expect([request.slice(0, 60), await sends([request])]).toEqual([request.slice(0, 60), expect.stringMatching(/^(?:HTTP\/1\.1 (?:400|411|413|431|505)[^]*)?$/)]);
  expect(await server.isWell()).toBe('well');
});

test('chunks of one byte, extensions and trailers are one body', async () => {
  const body = JSON.stringify([{ specversion: '1.0', id: 'chunked', source: 'x', type: 'queue.entered', subject: 'chunked', time: new Date().toISOString(), data: { queue: 'a' } }]);
  const chunks = body.split('').map((letter) => `1;x="y";z\r\n${letter}\r\n`);
  expect(await sends([head(`${JSON_TYPE}transfer-encoding: chunked\r\ntrailer: x-late\r\n\r\n`), ...chunks, '0\r\nx-late: __proto__\r\n\r\n'])).toMatch(/^HTTP\/1\.1 200/);
  expect(await sends([head(`${JSON_TYPE}transfer-encoding: chunked\r\n\r\n`), `2;${'x'.repeat(100_000)}\r\n[]\r\n0\r\n\r\n`])).toMatch(/^(?:HTTP\/1\.1 (?:400|413|431).*)?$/);
  expect(await server.isWell()).toBe('well');
});

test('a bomb of 1:1000, one packed twice, and one that ends too soon are refused without being unpacked', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1_024 * 1_024, 32));
  const post = (body: Buffer, encoding: string, path = '/ingest/events') => server.ask({ method: 'POST', path, body, headers: { 'content-type': 'application/json', 'content-encoding': encoding } });
  expect(bomb.length).toBeLessThan(70_000);
  for (const { path } of server.routes.filter((route) => route.method === 'POST' && route.path.startsWith('/ingest/'))) {
    const { status } = await post(bomb, 'gzip', path.replaceAll(/:\w+/g, 'hostile'));
    expect(`${path} ${status}`).toMatch(/ (?:413|400|403)$/);
  }
  expect([(await post(gzipSync(bomb), 'gzip')).status, (await post(bomb.subarray(0, 1_000), 'gzip')).status]).toEqual([400, 400]);
  expect([(await post(Buffer.from([0x1f, 0x8b]), 'gzip')).status, (await post(Buffer.alloc(0), 'gzip')).status]).toEqual([400, 400]);
  // What we do not unpack is no JSON.
  for (const encoding of ['deflate', 'br', 'zstd', 'gzip, gzip', 'GZIP', 'x']) expect(`${encoding} ${(await post(deflateSync('[]'), encoding)).status}`).toMatch(/ 4\d\d$/);
  expect([server.faults, await server.isWell()]).toEqual([[], 'well']);
}, 60_000);

test('a body past its bound is refused, said or not said beforehand', async () => {
  const outOfRoom = '[1,'.repeat(10_000_000);
  expect(await sends([head(`${JSON_TYPE}content-length: ${outOfRoom.length}\r\n\r\n[`)])).toMatch(TOO_LARGE);
  expect(await sends([head(`${JSON_TYPE}transfer-encoding: chunked\r\n\r\n`), ...Array.from({ length: 300 }, () => `10000\r\n${' '.repeat(65_536)}\r\n`)], 20 * SECOND)).toMatch(TOO_LARGE);
  expect((await server.ask({ method: 'POST', path: '/api/v1/session', body: `{"user":"${'x'.repeat(300_000)}"}`, headers: { 'content-type': 'application/json' } })).status).toBe(413);
  expect(await server.isWell()).toBe('well');
}, 60_000);

/** How long a request may take to come, in the long form in full: in the short one the running server says what it keeps to. */
test('who sends or reads a request by the byte is cut within two and a half minutes', async () => {
  expect(server.limits).toEqual({ headersTimeout: 60_000, requestTimeout: 60_000, idleTimeout: 120_000, keepAliveTimeout: 72_000 });
  if (!isWhole) return;
  const cut = (begin: string, drip: string): Promise<number> => new Promise((resolve) => {
    const since = performance.now();
    const socket = opened();
    socket.write(begin);
    const dripping = setInterval(() => drip !== '' && socket.write(drip), 2 * SECOND);
    socket.resume().on('close', () => {
      clearInterval(dripping);
      resolve(performance.now() - since);
    });
  });
  const ways = [cut('GET / HTTP/1.1\r\n', 'x: y\r\n'), cut(head(`${JSON_TYPE}content-length: 1000\r\n\r\n`), ' '), cut(head(`${JSON_TYPE}transfer-encoding: chunked\r\n\r\n`), '1\r\n \r\n'), cut('', '')];
  for (const took of await Promise.all(ways)) expect(took).toBeLessThan(150 * SECOND);
  expect(await server.isWell()).toBe('well');
}, 200_000);

test('1,000 connections that say nothing keep nobody out', async () => {
  const idle = Array.from({ length: 1_000 }, () => opened());
  await Promise.all(idle.map((socket) => once(socket, 'connect')));
  expect(await server.isWell()).toBe('well');
  for (const socket of idle) socket.destroy();
}, 60_000);
