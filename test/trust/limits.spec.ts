import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { io } from 'socket.io-client';
import type { ContactLane } from '../../src/contract/contact.js';
import type { Page } from '../../src/contract/session.js';
import type { EarshotEvent } from '../../src/domain/event.js';
import { Earshot } from '../support/earshot.js';
import { until } from '../support/until.js';

const PER_KEY = 30;
const PER_ADDRESS = 60;
const HANDSHAKES = 40;
const earshot = await Earshot.prepare({ EARSHOT_LIMIT_PER_KEY: String(PER_KEY), EARSHOT_LIMIT_PER_ADDRESS: String(PER_ADDRESS), EARSHOT_LIMIT_HANDSHAKES: String(HANDSHAKES), EARSHOT_TRUSTED_PROXIES: '127.0.0.0/8' });
const keys: string[] = [];
let admin = '';
beforeAll(async () => {
  await earshot.start();
  for (let each = 0; each < 3; each += 1) keys.push(await earshot.command('keys', 'create', '--source', 'pbx'));
  admin = await earshot.command('tokens', 'create', '--role', 'admin');
}, 90_000);
afterAll(() => earshot.remove());

const call = (where: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> => fetch(`${earshot.url}${where}`, { method, headers, ...(method === 'POST' ? { body: '[]' } : {}) });
const waits = (contact: string): EarshotEvent => ({ id: contact, source: 'pbx', type: 'queue.entered', subject: contact, time: Date.now(), data: { queue: 'support' } });
/** The first answer that says that it was too much, and how many were none. */
async function tooMuch(ask: () => Promise<Response>): Promise<{ readonly before: number; readonly answer: Response }> {
  for (let before = 0; before < 400; before += 1) {
    const answer = await ask();
    if (answer.status === 429) return { before, answer };
    await answer.text();
  }
  throw new Error('Four hundred requests were not too much.');
}
/** One handshake as anybody can send it, without looking at what comes of it; the first line of the answer, and all of it. */
async function handshake(address: string, cookie?: string): Promise<string> {
  const { hostname, port } = new URL(earshot.url);
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  const key = randomBytes(16).toString('base64');
  socket.write(`GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nhost: earshot\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${key}\r\nx-forwarded-for: ${address}\r\n${cookie === undefined ? '' : `cookie: ${cookie}\r\n`}\r\n`);
  const [chunk] = await once(socket, 'data') as [Buffer];
  socket.destroy();
  return chunk.toString('latin1');
}
const limited = async (by: string): Promise<number> => Number(new RegExp(`earshot_requests_limited_total\\{by="${by}"\\} (\\d+)`).exec(await (await call('/metrics', { authorization: `Bearer ${admin}` })).text())?.[1]);

test('a source changes its key while both are live, and nothing is lost or counted twice', async () => {
  const [old = '', next = ''] = keys;
  expect([await earshot.post([waits('a')], old), await earshot.post([waits('a'), waits('b')], next), await earshot.post([waits('c')], old)]).toEqual([200, 200, 200]);
  expect(await earshot.command('keys', 'revoke', old)).toMatch(/^Revoked/);
  await until(async () => await earshot.post([waits('d')], old) === 401);
  expect(await earshot.post([waits('e')], next)).toBe(200);
  await until(async () => (await earshot.get<Page<ContactLane>>('/api/v1/contacts', admin)).items.some(({ id }) => id === 'e'));
  const ids = (await earshot.get<Page<ContactLane>>('/api/v1/contacts', admin)).items.map(({ id }) => id).toSorted();
  expect(ids.filter((id) => id !== 'd')).toEqual(['a', 'b', 'c', 'e']);
}, 60_000);

test('a key that posts too much is told after how long it may again, and others go on', async () => {
  const [, flood = '', calm = ''] = keys;
  expect(await earshot.post([waits('f')], calm)).toBe(200);
  let posted = 0;
  const { before, answer } = await tooMuch(() => call('/ingest/events', { authorization: `Bearer ${flood}`, 'content-type': 'application/cloudevents-batch+json', posted: String(posted += 1) }, 'POST'));
  expect(before).toBeGreaterThanOrEqual(PER_KEY - 5);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect(await answer.json()).toEqual({ error: { what: 'Too many requests came in the last minute.', do: expect.stringMatching(/^Send the next in \d+ s.*EARSHOT_LIMIT_PER_KEY/) } });
  expect(await earshot.post([waits('g')], calm)).toBe(200);
  expect(await limited('key')).toBeGreaterThanOrEqual(1);
  expect(posted).toBe(before + 1);
}, 60_000);

test('a stranger who asks too much stops nobody who was good from there before', async () => {
  const good = { authorization: `Bearer ${admin}` };
  expect((await call('/api/v1/queues', good)).status).toBe(200);
  const { before, answer } = await tooMuch(() => call('/api/v1/queues', { authorization: `Bearer ert_${'0'.repeat(12)}_${'a'.repeat(43)}` }));
  expect(before).toBeGreaterThan(0);
  expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
  await tooMuch(() => call('/health/live'));
  expect((await call('/api/v1/queues', good)).status).toBe(200);
  expect(await earshot.post([waits('h')], keys[2] ?? '')).toBe(200);
  const { answer: firehose } = await tooMuch(() => call('/ingest/amazon-connect/firehose', { 'x-amz-firehose-request-id': 'r-1', 'content-type': 'application/json' }, 'POST'));
  expect([firehose.status, await firehose.json()]).toEqual([429, { requestId: 'r-1', timestamp: expect.any(Number), errorMessage: expect.stringMatching(/^Too many requests/) }]);
  expect(await limited('address')).toBeGreaterThanOrEqual(2);
}, 60_000);

test('behind a trusted proxy the address is the one that it tells', async () => {
  const from = (address: string): Promise<Response> => call('/health/live', { 'x-forwarded-for': address });
  const { before } = await tooMuch(() => from('198.51.100.7'));
  expect(before).toBeGreaterThanOrEqual(PER_ADDRESS - 5);
  expect((await from('198.51.100.8')).status).toBe(200);
  // What comes before the proxy's own word is the sender's.
  expect((await tooMuch(() => from('198.51.100.9, 198.51.100.7'))).before).toBeLessThan(PER_ADDRESS / 2);
}, 60_000);

test('who opens too many sockets is told when to come again, and nobody else is', async () => {
  const signedIn = await earshot.command('users', 'link', 'admin');
  const link = await fetch(`${earshot.url}${new URL(signedIn.split(/\s/).find((word) => word.startsWith('http')) ?? '').pathname}`, { redirect: 'manual', headers: { 'x-forwarded-for': '198.51.100.20' } });
  const cookie = (link.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  expect((await call('/api/v1/session', { cookie, 'x-forwarded-for': '198.51.100.20' })).status).toBe(200);
  const answers: string[] = [];
  while (answers.length < HANDSHAKES * 3) answers.push(await handshake('198.51.100.20'));
  const refused = answers.filter((answer) => answer.startsWith('HTTP/1.1 429 '));
  expect(answers.slice(0, HANDSHAKES).every((answer) => answer.startsWith('HTTP/1.1 101 '))).toBe(true);
  expect(refused.length).toBeGreaterThan(HANDSHAKES);
  expect(refused[0]).toMatch(/\r\nRetry-After: [1-9]\d*\r\n[^]*\{"error":\{"what":"Too many requests came in the last minute\.",".*EARSHOT_LIMIT_HANDSHAKES/);
  // A browser beside it, whose session was good from there, and whoever comes from elsewhere.
  expect(await handshake('198.51.100.20', cookie)).toMatch(/^HTTP\/1\.1 101 /);
  expect(await handshake('198.51.100.21')).toMatch(/^HTTP\/1\.1 101 /);
  expect(await limited('handshake')).toBeGreaterThan(HANDSHAKES);
}, 60_000);

test('more boards behind one address than it may open at once all get in by themselves', async () => {
  const boards = Array.from({ length: HANDSHAKES + 4 }, () => io(`${earshot.url}/board`, {
    transports: ['websocket'], forceNew: true, auth: { token: admin }, extraHeaders: { 'x-forwarded-for': '198.51.100.30' }, reconnectionDelay: 500, reconnectionDelayMax: 5_000,
  }));
  await until(() => boards.every(({ connected }) => connected), 50_000);
  for (const board of boards) board.close();
}, 60_000);
