import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import type { EarshotEvent } from '../../domain/event.js';
import type { IntakeAnswer } from '../../ports/intake.js';
import { EPOCH, until } from '../story.js';
import { AmiConnection } from './ami-connection.js';
import type { ConnectionReport } from '../connection-report.js';
import { realWait } from '../connection-report.js';
import { backOff } from '../back-off.js';
import { CALLER } from './story.js';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.stop();
});

test('says in a sentence that the login was refused, without the secret, and tries again', async () => {
  const pbx = await startPbx({ accepts: false });
  const { report } = watch(pbx, () => ({ taken: true, position: 1 }));
  await until(() => report.disconnected.length >= 2);
  expect(report.disconnected[0]).toBe(`Asterisk at 127.0.0.1:${pbx.port} refused the login of the manager user earshot (Authentication failed). Check the user and the secret in EARSHOT_AMI_URL against manager.conf, and its permit lines.`);
  expect(report.disconnected.join()).not.toContain('s3cret');
});

test('asks what goes on, hands events over and tells the clock', async () => {
  const pbx = await startPbx({ accepts: true });
  const { events, report } = watch(pbx, () => ({ taken: true, position: 1 }));
  await until(() => pbx.asked.includes('QueueStatus'));
  pbx.say(newchannel(1), 'Event: Bogus\r\nTimestamp: 1\r\n\r\n');
  await until(() => events.length === 1);
  expect(pbx.asked.slice(0, 5)).toEqual(['Login', 'CoreSettings', 'Ping', 'CoreShowChannels', 'QueueStatus']);
  expect(events[0]).toMatchObject({ source: 'asterisk/pbx1', type: 'contact.started', time: (EPOCH + 1) * 1_000 });
  await until(() => report.delivered === 1);
  expect([report.ignored, report.refused]).toEqual([['Bogus'], ['Asterisk refused a question (Permission denied). Give the manager user write = reporting in manager.conf.']]);
});

test('keeps events while the intake cannot take them, hangs up past the bound, and comes back declaring the gap', async () => {
  const pbx = await startPbx({ accepts: true });
  let isOpen = false;
  const { events, report } = watch(pbx, () => isOpen ? { taken: true, position: 1 } : { taken: false, cause: 'busy', retryAfterMs: 10, reason: 'The log cannot be written.' }, { most: 10, batch: 3 });
  await until(() => pbx.asked.includes('QueueStatus'));
  pbx.say(...Array.from({ length: 12 }, (_, index) => newchannel(index + 1)));
  await until(() => report.disconnected.length === 1);
  expect(report.disconnected[0]).toContain('queue_log fills the gap');
  isOpen = true;
  await until(() => pbx.asked.filter((each) => each === 'Login').length === 2 && report.gaps.length === 1);
  await until(() => events.some(({ type }) => type === 'source.gap'));
  expect(events.filter(({ type }) => type === 'contact.started').length).toBe(12);
  expect(events.find(({ type }) => type === 'source.gap')?.data).toEqual({ from: (EPOCH + 12) * 1_000, to: (EPOCH + 90) * 1_000 });
});

test('tells of a block that is larger than any event, and goes on behind it', async () => {
  const pbx = await startPbx({ accepts: true });
  const { events, report } = watch(pbx, () => ({ taken: true, position: 1 }));
  await until(() => pbx.asked.includes('QueueStatus'));
  pbx.say(`Event: Newchannel\r\nNote: ${'x'.repeat(70_000)}\r\n\r\n`, newchannel(1));
  await until(() => events.length === 1);
  expect(report.refused.slice(1)).toEqual(['Asterisk sent a block that was larger than any event is; left out.']);
});

test('closes by inference the calls that are gone after a gap, dated to when they were last seen', async () => {
  const pbx = await startPbx({ accepts: true });
  const { events } = watch(pbx, () => ({ taken: true, position: 1 }));
  await until(() => pbx.asked.includes('QueueStatus'));
  pbx.say(newchannel(5));
  await until(() => events.length === 1);
  pbx.cut();
  await until(() => events.some(({ type }) => type === 'contact.ended'));
  expect(events.filter(({ type }) => type !== 'source.gap').at(-1)).toMatchObject({ type: 'contact.ended', subject: leg(5), time: (EPOCH + 5) * 1_000, data: { by: 'inferred' } });
});

test('finds callers who already wait when it connects', async () => {
  const pbx = await startPbx({
    accepts: true,
    channels: `Event: CoreShowChannel\r\nActionID: CoreShowChannels\r\nChannel: PJSIP/trunk-1\r\nChannelState: 6\r\nUniqueid: ${CALLER}\r\nLinkedid: ${CALLER}\r\n\r\n`,
    queues: `Event: QueueEntry\r\nActionID: QueueStatus\r\nQueue: support\r\nPosition: 1\r\nUniqueid: ${CALLER}\r\nWait: 30\r\n\r\n`,
  });
  const { events } = watch(pbx, () => ({ taken: true, position: 1 }));
  await until(() => events.length >= 2);
  expect(events.map(({ type, time, subject }) => [type, time / 1_000 - EPOCH, subject])).toEqual([['contact.started', 0, CALLER], ['queue.entered', -31, CALLER]]);
});

const talking = `Event: CoreShowChannel\r\nActionID: CoreShowChannels\r\nChannel: PJSIP/trunk-1\r\nChannelState: 6\r\nUniqueid: ${CALLER}\r\nLinkedid: ${CALLER}\r\n\r\n`;
const settings = (systemName: string): string => `Response: Success\r\nAMIversion: 11.0.0\r\nAsteriskVersion: 22.10.1\r\nSystemName: ${systemName}\r\nCoreMaxCalls: Not set\r\n\r\n`;
test.each([
  ['its own, which it is asked for', settings('branch'), undefined, 'asterisk/branch'], ['the one that it had, where it may not say', undefined, 'asterisk/branch', 'asterisk/branch'],
  ['a new one', settings('main'), 'asterisk/branch', 'asterisk/main'], ['that of its address, where it has none any more', settings(''), 'asterisk/branch', 'asterisk/pbx1'],
])('what goes on when it connects is told under the PBX\'s name: %s', async (_, answered, knownAs, source) => {
  const pbx = await startPbx({ accepts: true, ...(answered === undefined ? {} : { settings: answered }), channels: talking });
  const { events } = watch(pbx, () => ({ taken: true, position: 1 }), knownAs === undefined ? {} : { knownAs });
  await until(() => events.length >= 1);
  expect(events.map(({ type, source: its }) => [type, its])).toEqual([['contact.started', source]]);
});

test('hangs up on a PBX that says nothing, though pinged', async () => {
  const pbx = await startPbx({ accepts: true, deafTo: 'Ping' });
  const { report } = watch(pbx, () => ({ taken: true, position: 1 }), { silenceMs: 300 });
  await until(() => report.disconnected.length > 0);
  expect(report.disconnected[0]).toBe(`Asterisk at 127.0.0.1:${pbx.port} has said nothing for 0.3 seconds.`);
});

test('waits longer after each failure, up to half a minute, never all servers at once', () => {
  expect([0, 1, 2, 10, 1_000].map((failures) => backOff(failures, () => 1))).toEqual([500, 1_000, 2_000, 30_000, 30_000]);
  expect(backOff(0, () => 0)).toBe(250);
});

interface Pbx { port: number; asked: string[]; say(...blocks: string[]): void; cut(): void }

async function startPbx(options: { accepts: boolean; settings?: string; channels?: string; queues?: string; deafTo?: string }): Promise<Pbx> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.write('Asterisk Call Manager/11.0.0\r\n');
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      for (const [, action = ''] of chunk.matchAll(/^Action: (\w+)/gm)) {
        asked.push(action);
        if (action !== options.deafTo) socket.write(answer(action));
      }
    });
  });
  const answer = (action: string): string => {
    if (action === 'Login') return options.accepts ? 'Response: Success\r\nMessage: Authentication accepted\r\n\r\n' : 'Response: Error\r\nMessage: Authentication failed\r\n\r\n';
    if (action === 'Ping') return `Response: Success\r\nPing: Pong\r\nTimestamp: ${EPOCH + (asked.filter((each) => each === 'Login').length > 1 ? 90 : 0)}.000000\r\n\r\n`;
    if (action === 'CoreSettings') return options.settings ?? 'Response: Error\r\nMessage: Permission denied\r\n\r\n';
    if (action === 'CoreShowChannels') return `Response: Success\r\nActionID: CoreShowChannels\r\n\r\n${options.channels ?? ''}`;
    return `Response: Success\r\nActionID: QueueStatus\r\n\r\n${options.queues ?? ''}Event: QueueStatusComplete\r\nActionID: QueueStatus\r\n\r\n`;
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => { for (const socket of sockets) socket.destroy(); };
  open.push({ stop: () => new Promise((resolve) => { cut(); server.close(() => resolve()); }) });
  return { port: (server.address() as AddressInfo).port, asked, cut, say: (...blocks) => { for (const socket of sockets) socket.write(blocks.join('')); } };
}

function watch(pbx: Pbx, answer: () => IntakeAnswer, { knownAs, ...limits }: { most?: number; batch?: number; silenceMs?: number; knownAs?: string } = {}) {
  const events: EarshotEvent[] = [];
  const seen = { disconnected: [] as string[], refused: [] as string[], ignored: [] as string[], gaps: [] as number[], delivered: 0 };
  const report: ConnectionReport = {
    connected: () => undefined, renamed: () => undefined, postponed: () => undefined, heard: () => undefined, alive: () => undefined,
    disconnected: (reason) => { seen.disconnected.push(reason); },
    delivered: (count) => { seen.delivered += count; },
    refused: (reason) => { seen.refused.push(reason); },
    ignored: (name) => { seen.ignored.push(name); },
    gap: (from) => { seen.gaps.push(from); },
  };
  const connection = new AmiConnection({
    address: { host: '127.0.0.1', port: pbx.port, encrypted: false, user: 'earshot', secret: 's3cret', name: 'pbx1' },
    intake: { accept: (batch) => { const given = answer(); if (given.taken) events.push(...batch); return Promise.resolve(given); } },
    report, limits, knownAs,
    clock: { now: () => (EPOCH + 100) * 1_000 },
    random: () => 0,
    wait: (ms, signal) => realWait(Math.min(ms, 10), signal),
  });
  connection.start();
  open.unshift(connection);
  return { events, report: seen };
}

function leg(second: number): string {
  return `pbx1-${EPOCH + second}.1`;
}

function newchannel(second: number): string {
  return `Event: Newchannel\r\nTimestamp: ${EPOCH + second}.000000\r\nSystemName: pbx1\r\nChannel: PJSIP/trunk-0000${second}\r\nChannelState: 4\r\nCallerIDNum: 6175550157\r\nExten: 2565552000\r\nUniqueid: ${leg(second)}\r\nLinkedid: ${leg(second)}\r\n\r\n`;
}
