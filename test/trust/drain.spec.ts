import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { io } from 'socket.io-client';
import type { EarshotEvent } from '../../src/domain/event.js';
import { SECOND } from '../../src/domain/time.js';
import { Earshot } from '../support/earshot.js';
import { stalledBoard } from '../support/stalled-board.js';
import { until } from '../support/until.js';

const earshot = await Earshot.prepare();
let [key, token] = ['', ''];

beforeAll(async () => {
  await earshot.start();
  key = await earshot.command('keys', 'create', '--source', 'drain');
  token = await earshot.command('tokens', 'create', '--role', 'supervisor');
}, 60_000);
afterAll(() => earshot.remove());

const event = (id: string): EarshotEvent => ({ id, source: 'drain', subject: id, time: Date.now() - 1_000, type: 'queue.entered', data: { queue: 'support' } });
const cloudEvent = (id: string): string => JSON.stringify({ specversion: '1.0', id, source: 'drain', subject: id, time: new Date(Date.now() - 1_000).toISOString(), type: 'queue.entered', data: { queue: 'support' } });

/** A post of which the half has been sent; what was heard grows. */
async function begun(id: string): Promise<{ readonly socket: Socket; readonly heard: () => string; readonly rest: string }> {
  const { hostname, port } = new URL(earshot.url);
  const body = cloudEvent(id);
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  let heard = '';
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  await once(socket, 'connect');
  socket.write(`POST /ingest/events HTTP/1.1\r\nhost: earshot\r\nauthorization: Bearer ${key}\r\ncontent-type: application/cloudevents+json\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 50)}`);
  return { socket, heard: () => heard, rest: body.slice(50) };
}

test('on SIGTERM what has begun is answered, boards are told and not waited for, and nothing acknowledged is lost', async () => {
  const board = io(`${earshot.url}/board`, { transports: ['websocket'], reconnection: false, auth: { token } });
  await new Promise<void>((resolve, reject) => void board.on('connect', resolve).on('connect_error', reject));
  const told = new Promise<string>((resolve) => void board.on('disconnect', resolve));
  const asleep = await stalledBoard(earshot.url, token);
  asleep.stall();
  const acknowledged: string[] = [];
  let isStopping = false;
  const senders = Array.from({ length: 4 }, async (_, sender) => {
    for (let number = 0; !isStopping; number += 1) {
      const id = `s${sender}-${number}`;
      if (await earshot.post([event(id)], key) === 200) acknowledged.push(id);
    }
  });
  const [late, never] = [await begun('late'), await begun('never')];
  await until(() => acknowledged.length > 20);
  const began = performance.now();
  const stopped = earshot.stop();
  await until(() => earshot.output.includes('Stopping'));
  // The door is closed; with the rest of what was begun, another on the same connection: Node reads both before it can be cut.
  await until(() => fetch(`${earshot.url}/health/live`).then(({ status }) => status === 503, () => true));
  late.socket.write(`${late.rest}GET /health/live HTTP/1.1\r\nhost: earshot\r\n\r\n`);
  await until(() => late.heard().includes('"error"'));
  isStopping = true;
  await Promise.all([stopped, told, ...senders]);
  // Whoever has begun a post may go on for ten seconds; WebSocket's own goodbye would be waited for for thirty.
  expect(performance.now() - began).toBeLessThan(25 * SECOND);
  asleep.close();
  const [answered, refused] = late.heard().split(/(?=HTTP\/1\.1 503 )/);
  expect([answered?.split('\r\n')[0], never.heard()]).toEqual(['HTTP/1.1 200 OK', '']);
  expect(refused).toMatch(/^HTTP\/1\.1 503 [^]*\r\nretry-after: 5\r\n[^]*\{"error":\{"what":"Nothing was taken: the server is being stopped\."/);
  expect(refused).toMatch(/\r\nconnection: close\r\n/i);
  expect(earshot.output).not.toMatch(/Earshot stopped\./);
  await earshot.start();
  await earshot.caughtUp(token);
  for (const id of [...acknowledged, 'late']) expect((await fetch(`${earshot.url}/api/v1/contacts/${id}`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
  expect((await fetch(`${earshot.url}/api/v1/contacts/never`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(404);
}, 120_000);

test('the log is one line an outcome, as JSON with a level, a time and a sentence, and nothing else', () => {
  const lines = earshot.output.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('  First account: '));
  expect(lines.length).toBeGreaterThan(3);
  for (const line of lines) {
    const said = JSON.parse(line) as Readonly<Record<string, unknown>>;
    expect([Object.keys(said).toSorted(), typeof said['msg'], Number.isNaN(Date.parse(String(said['time'])))]).toEqual([['level', 'msg', 'time'], 'string', false]);
  }
});
