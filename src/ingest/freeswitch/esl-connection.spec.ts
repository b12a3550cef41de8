import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import type { EarshotEvent } from '../../domain/event.js';
import type { IntakeAnswer } from '../../ports/intake.js';
import { realWait, type ConnectionReport } from '../connection-report.js';
import { EPOCH, until } from '../story.js';
import { EslConnection } from './esl-connection.js';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.stop();
});
const TAKEN: IntakeAnswer = { taken: true, position: 1 };

test('says what to do when the login is refused, without the secret', async () => {
  const pbx = await startSwitch({ secret: 'another' });
  const { report } = watch(pbx, () => TAKEN);
  await until(() => report.disconnected.length >= 2);
  expect(report.disconnected[0]).toBe(`FreeSWITCH at 127.0.0.1:${pbx.port} refused the login (-ERR invalid). Check the secret in EARSHOT_ESL_URL against the password in event_socket.conf.xml.`);
  expect(report.disconnected.join()).not.toContain('s3cret');
});

test('subscribes, asks what goes on, and is known by the name of the switch', async () => {
  const pbx = await startSwitch({});
  const { events, report } = watch(pbx, () => TAKEN);
  await until(() => pbx.asked.length >= 9);
  expect(pbx.asked.slice(0, 9).map((each) => each.split(' ').slice(0, 5).join(' '))).toEqual([
    'auth s3cret', 'event plain CHANNEL_CREATE CHANNEL_ANSWER CHANNEL_BRIDGE', 'api switchname', 'api strepoch',
    'api callcenter_config tier list', 'api callcenter_config agent list', 'api show channels as json', 'api callcenter_config queue list', 'api callcenter_config queue list members',
  ]);
  pbx.say(create(1, 1));
  await until(() => events.length === 1);
  expect(events[0]).toMatchObject({ source: 'freeswitch/fs1', type: 'contact.started', time: (EPOCH + 1) * 1_000 });
  expect([report.connected, report.refused]).toEqual([['freeswitch/fs1'], []]);
});

test('puts events that overtook each other back in their order', async () => {
  const pbx = await startSwitch({});
  const { events } = watch(pbx, () => TAKEN);
  await until(() => pbx.asked.includes('api callcenter_config queue list'));
  pbx.say(create(3, 7), create(1, 5), create(2, 6));
  await until(() => events.length === 3);
  expect(events.map(({ subject }) => subject)).toEqual(['c1', 'c2', 'c3']);
});

test('keeps events while the intake cannot take them, hangs up past the bound, and comes back declaring the gap', async () => {
  const pbx = await startSwitch({});
  let isOpen = false;
  const { events, report } = watch(pbx, () => isOpen ? TAKEN : { taken: false, cause: 'busy', retryAfterMs: 10, reason: 'The log cannot be written.' }, { most: 10, batch: 3 });
  await until(() => pbx.asked.includes('api callcenter_config queue list'));
  pbx.say(...Array.from({ length: 12 }, (_, index) => create(index + 1, index + 1)));
  await until(() => report.disconnected.length === 1);
  expect(report.disconnected[0]).toContain('what it missed is declared as a gap');
  pbx.moveTo(90);
  isOpen = true;
  await until(() => events.some(({ type }) => type === 'source.gap'));
  expect(events.filter(({ type }) => type === 'contact.started').length).toBe(12);
  expect(events.find(({ type }) => type === 'source.gap')?.data).toEqual({ from: (EPOCH + 12) * 1_000, to: (EPOCH + 90) * 1_000 });
  // The switch lists no channels any more.
  await until(() => events.filter(({ data }) => 'by' in data && data.by === 'inferred').length === 12);
});

test('hangs up on a switch that says nothing, though asked', async () => {
  const pbx = await startSwitch({ deafTo: 'api' });
  const { report } = watch(pbx, () => TAKEN, { silenceMs: 300 });
  await until(() => report.disconnected.length > 0);
  expect(report.disconnected[0]).toBe(`FreeSWITCH at 127.0.0.1:${pbx.port} has said nothing for 0.3 seconds.`);
  expect(pbx.asked.filter((each) => each === 'api strepoch').length).toBeGreaterThan(1);
});

test('tells a menu key soon, though nothing else happens on the switch', async () => {
  const pbx = await startSwitch({});
  const { events } = watch(pbx, () => TAKEN);
  await until(() => pbx.asked.includes('api callcenter_config queue list'));
  pbx.say(create(1, 1), said('c1', 2, 2, { 'Event-Name': 'CUSTOM', 'Event-Subclass': 'menu%3A%3Aenter', 'Menu-Name': 'main' }), said('c1', 3, 3, { 'Event-Name': 'DTMF', 'DTMF-Digit': '7' }));
  pbx.moveTo(5);
  await until(() => events.some(({ type }) => type === 'ivr.input'));
});

interface Switch { port: number; asked: string[]; say(...frames: string[]): void; moveTo(second: number): void }

async function startSwitch({ secret = 's3cret', deafTo }: { secret?: string; deafTo?: string }): Promise<Switch> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  let second = 0;
  const answer = (command: string): string => {
    const api = (body: string): string => `Content-Type: api/response\nContent-Length: ${Buffer.byteLength(body)}\n\n${body}`;
    if (command.startsWith('auth ')) return `Content-Type: command/reply\nReply-Text: ${command === `auth ${secret}` ? '+OK accepted' : '-ERR invalid'}\n\n`;
    if (command === 'api switchname') return api('fs1');
    if (command === 'api strepoch') return api(String(EPOCH + second));
    if (command === 'api show channels as json') return api('{"row_count":0}');
    if (command === 'api callcenter_config queue list') return api('name|strategy\nsupport@default|ring-all\n+OK\n');
    if (command.startsWith('api ')) return api('+OK\n');
    return 'Content-Type: command/reply\nReply-Text: +OK event listener enabled plain\n\n';
  };
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.write('Content-Type: auth/request\n\n');
    let rest = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      const commands = (rest + chunk).split('\n\n');
      rest = commands.pop() ?? '';
      for (const command of commands) {
        asked.push(command);
        if (deafTo === undefined || !command.startsWith(deafTo)) socket.write(answer(command));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({ stop: () => new Promise((resolve) => { for (const socket of sockets) socket.destroy(); server.close(() => resolve()); }) });
  return {
    port: (server.address() as AddressInfo).port, asked, moveTo: (to) => { second = to; },
    say: (...frames) => { for (const socket of sockets) socket.write(frames.join('')); },
  };
}

function watch(pbx: Switch, answer: () => IntakeAnswer, limits: { most?: number; batch?: number; silenceMs?: number } = {}) {
  const events: EarshotEvent[] = [];
  const seen = { disconnected: [] as string[], refused: [] as string[], connected: [] as string[] };
  const quiet = (): void => undefined;
  const report: ConnectionReport = {
    renamed: quiet, postponed: quiet, heard: quiet, alive: quiet, ignored: quiet, delivered: quiet, gap: quiet,
    connected: (name) => { seen.connected.push(name); },
    disconnected: (reason) => { seen.disconnected.push(reason); },
    refused: (reason) => { seen.refused.push(reason); },
  };
  const connection = new EslConnection({
    address: { host: '127.0.0.1', port: pbx.port, encrypted: false, secret: 's3cret' },
    intake: { accept: (batch) => { const given = answer(); if (given.taken) events.push(...batch); return Promise.resolve(given); } },
    report, limits,
    clock: { now: () => (EPOCH + 100) * 1_000 },
    random: () => 0,
    wait: (ms, signal) => realWait(Math.min(ms, 10), signal),
  });
  connection.start();
  open.unshift(connection);
  return { events, report: seen };
}

function create(second: number, sequence: number): string {
  return said(`c${second}`, second, sequence, { 'Event-Name': 'CHANNEL_CREATE', 'Call-Direction': 'inbound', 'Caller-Destination-Number': '2565552000', 'Caller-Channel-Created-Time': `${EPOCH + second}000000` });
}

function said(leg: string, second: number, sequence: number, fields: Readonly<Record<string, string>>): string {
  const all = { ...fields, 'Unique-ID': leg, 'Event-Date-Timestamp': `${EPOCH + second}000000`, 'Event-Sequence': String(sequence), 'Channel-State-Number': '4' };
  const body = `${Object.entries(all).map(([key, value]) => `${key}: ${value}`).join('\n')}\n\n`;
  return `Content-Length: ${Buffer.byteLength(body)}\nContent-Type: text/event-plain\n\n${body}`;
}
