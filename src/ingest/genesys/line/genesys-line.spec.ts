import { afterEach, expect, test } from '@jest/globals';
import { GenesysCloud } from '../../../../test/support/genesys-cloud.js';
import { contactOf } from '../../../../test/support/story.js';
import type { EarshotEvent } from '../../../domain/event.js';
import { MINUTE } from '../../../domain/time.js';
import { realWait } from '../../connection-report.js';
import type { ConnectionReport } from '../../connection-report.js';
import { until } from '../../story.js';
import { GenesysLine } from './genesys-line.js';
import type { GenesysLineParts } from './genesys-line.js';

const QUEUE = '11111111-1111-4111-8111-111111111111';
const ANNA = '22222222-2222-4222-8222-222222222222';
const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.stop();
});

async function cloudOf(secret?: string): Promise<GenesysCloud> {
  const cloud = await GenesysCloud.start(0, secret);
  open.push(cloud);
  return cloud;
}

function listen(cloud: GenesysCloud, more: Partial<GenesysLineParts> = {}) {
  const events: EarshotEvent[] = [];
  const told: Record<'connected' | 'disconnected' | 'refused' | 'notes', string[]> & { gaps: number[] } = { connected: [], disconnected: [], refused: [], notes: [], gaps: [] };
  const report: ConnectionReport = {
    connected: (source) => void told.connected.push(source), renamed: () => undefined, disconnected: (reason) => void told.disconnected.push(reason), delivered: () => undefined, postponed: () => undefined,
    heard: () => undefined, alive: () => undefined, refused: (reason) => void told.refused.push(reason), ignored: () => undefined, gap: (from, to) => void told.gaps.push(to - from),
  };
  const line = new GenesysLine({
    account: { loginUrl: cloud.url, apiUrl: cloud.url, clientId: 'client', clientSecret: 's3cret' }, source: 'genesys', intake: { accept: async (batch) => (events.push(...batch), { taken: true, position: 1 }) },
    // The platform asks for seconds of patience, and a try after a failure waits: here for some milliseconds.
    report, random: () => 0, wait: (ms, signal) => realWait(Math.min(ms, 10), signal), clock: { now: () => Date.now() }, watched: () => ({ queues: [QUEUE, 'support'], agents: [ANNA] }),
    since: undefined, note: (sentence) => void told.notes.push(sentence), sweepMs: 60_000, ...more,
  });
  open.push(line);
  line.start();
  const contact = (id: string) => contactOf(events.filter(({ subject }) => subject === id));
  return { line, events, told, contact };
}

const began = Math.floor(Date.now() / 1_000) * 1_000 - 5 * MINUTE;
const seconds = (at: number | undefined): number | undefined => (at === undefined ? undefined : (at - began) / 1_000);
const said = ({ menu, visits, segments, endedAt, endedBy }: ReturnType<typeof contactOf>): unknown => ({
  menu: menu.map(({ node, enteredAt, leftAt }) => [node, seconds(enteredAt), seconds(leftAt)]), visits: visits.map(({ queue, enteredAt, leftAt, reason }) => [queue, seconds(enteredAt), seconds(leftAt), reason]),
  agents: segments.map(({ agent, connectedAt, leftAt, by, disposition, holds }) => [agent, seconds(connectedAt), seconds(leftAt), by, disposition, ...holds.map(({ from, to }) => [seconds(from), seconds(to)])]), ended: [seconds(endedAt), endedBy],
});
const right = {
  menu: [['flow', 1, 20]], visits: [[QUEUE, 20, 52, 'answered']], agents: [[ANNA, 52, 200, 'customer', 'rebate', [100, 130]]], ended: [200, 'customer'],
};

/** The call up to its talk, and from there on. */
function begins(cloud: GenesysCloud, id: string) {
  const call = cloud.conversation(id, began);
  call.calls(0);
  call.hears(1, 'flow');
  call.waitsIn(20, QUEUE);
  call.rings(45, ANNA);
  call.isAnswered(52, ANNA);
  return call;
}
function goesOn(call: ReturnType<typeof begins>): void {
  call.isHeld(100, ANNA);
  call.isBack(130, ANNA);
  call.hangsUp(200);
  call.wrapsUp(230, ANNA, 'rebate');
}

test('a call is seen while it lasts, and its menu when it is asked for; both together are one call', async () => {
  const cloud = await cloudOf();
  const { contact, events, told } = listen(cloud, { sweepMs: 200 });
  await until(() => cloud.listeners === 1);
  const call = begins(cloud, 'c');
  await until(() => events.some(({ type }) => type === 'agent.connected'));
  expect(said(contact('c'))).toMatchObject({ visits: right.visits, agents: [[ANNA, 52, undefined, undefined, undefined]] });
  goesOn(call);
  await until(() => events.some(({ type, time }) => type === 'hold.ended' && time === began + 130_000));
  expect([said(contact('c')), told.refused, told.gaps]).toEqual([right, [], []]);
  expect(contact('c')).toMatchObject({ customer: '+12025550123', entry: '+12025550100', direction: 'inbound' });
  expect(JSON.stringify(events)).not.toMatch(/Novak/);
});

test('what happened while the line was down is asked for, told as a gap, and counted once', async () => {
  const cloud = await cloudOf();
  const { contact, events, told } = listen(cloud);
  await until(() => cloud.listeners === 1);
  const call = begins(cloud, 'c');
  await until(() => events.some(({ type }) => type === 'agent.connected'));
  for (const { socket } of cloud.channels) socket?.terminate();
  await until(() => cloud.listeners === 0);
  goesOn(call);
  await until(() => events.some(({ type }) => type === 'wrapup.ended'));
  expect([said(contact('c')), told.gaps.length, told.disconnected[0]]).toEqual([right, 1, 'Genesys Cloud closed the line (1006).']);
  expect(events.filter(({ type }) => type === 'source.gap')).toMatchObject([{ source: 'genesys', subject: 'genesys' }]);
});

test('what happened while Earshot was down is asked for from then on', async () => {
  const cloud = await cloudOf();
  goesOn(begins(cloud, 'c'));
  const { contact, events, told } = listen(cloud, { since: began });
  await until(() => events.some(({ type }) => type === 'wrapup.ended'));
  expect([said(contact('c')), told.gaps.length]).toEqual([right, 1]);
});

test('a channel that is to close is replaced before it does: nothing is missed and nothing is told twice', async () => {
  const cloud = await cloudOf();
  const { contact, events, told } = listen(cloud, { sweepMs: 200 });
  await until(() => cloud.listeners === 1);
  const call = begins(cloud, 'c');
  cloud.announce('v2.system.socket_closing');
  await until(() => cloud.channels.length === 2 && cloud.listeners === 1);
  goesOn(call);
  await until(() => events.some(({ type, time }) => type === 'hold.ended' && time === began + 130_000));
  expect([said(contact('c')), told.gaps, told.disconnected, told.connected]).toEqual([right, [], [], ['genesys']]);
  expect(cloud.channels[1]?.topics).toEqual([`v2.routing.queues.${QUEUE}.conversations`, `v2.users.${ANNA}.activity`]);
});

test('a channel is renewed long before its day is over', async () => {
  const cloud = await cloudOf();
  const { told } = listen(cloud, { renewMs: 50 });
  await until(() => cloud.channels.length >= 3 && cloud.listeners >= 1);
  expect([told.gaps, told.disconnected]).toEqual([[], []]);
});

test('a refused sign-in says what to check, without the secret', async () => {
  const { told } = listen(await cloudOf('another'));
  await until(() => told.disconnected.length >= 2);
  expect(told.disconnected[0]).toBe('Genesys Cloud refused the sign-in (400). Check EARSHOT_GENESYS_REGION, EARSHOT_GENESYS_CLIENT_ID and the secret: a client of the grant type Client Credentials.');
  expect(told.disconnected.join()).not.toContain('s3cret');
});

test('an address where nobody answers is told as that', async () => {
  const cloud = await cloudOf();
  const { told } = listen(cloud, { account: { loginUrl: 'http://127.0.0.1:9', apiUrl: 'http://127.0.0.1:9', clientId: 'client', clientSecret: 's3cret' } });
  await until(() => told.disconnected.length > 0);
  expect(told.disconnected[0]).toMatch(/^Genesys Cloud at 127\.0\.0\.1:9 cannot be reached \(/);
});

test('a token that ran out is renewed, and a platform that is busy is asked again', async () => {
  const cloud = await cloudOf();
  const { told } = listen(cloud);
  await until(() => cloud.listeners === 1 && cloud.asked.includes('GET /api/v2/users'));
  cloud.forgetTokens();
  cloud.busy = 2;
  cloud.announce('v2.system.socket_closing');
  await until(() => cloud.channels.length === 2 && cloud.listeners === 1);
  expect([cloud.asked.filter((each) => each === 'POST /oauth/token').length, told.disconnected]).toEqual([2, []]);
});

test('a line on which nothing is heard, though asked, is given up', async () => {
  const cloud = await cloudOf();
  const { told } = listen(cloud, { limits: { silenceMs: 300 } });
  await until(() => cloud.pings >= 3);
  expect(told.disconnected).toEqual([]);
  cloud.isMute = true;
  await until(() => told.disconnected.length > 0);
  expect(told.disconnected[0]).toBe('Genesys Cloud has said nothing for 0.3 seconds.');
});

test('queues that the settings name later are listened to from then on', async () => {
  const cloud = await cloudOf();
  let queues: readonly string[] = [];
  const { told } = listen(cloud, { watched: () => ({ queues, agents: [] }), sweepMs: 50 });
  await until(() => cloud.listeners === 1);
  queues = [QUEUE];
  await until(() => cloud.channels.at(-1)?.topics.length === 1 && cloud.listeners === 1);
  expect([told.disconnected, told.gaps]).toEqual([[], []]);
});

test('what agents do is asked for at the start, and heard when it changes', async () => {
  const cloud = await cloudOf();
  cloud.users.set(ANNA, { id: ANNA, name: 'Anna', routingStatus: { userId: ANNA, status: 'IDLE', startTime: '2026-03-02T09:00:00Z' }, presence: { presenceDefinition: { id: 'p', systemPresence: 'On Queue' }, modifiedDate: '2026-03-02T08:59:00Z' } });
  const { events } = listen(cloud);
  const states = (): unknown => events.flatMap(({ type, subject, data }) => (type === 'agent.state' ? [[subject, data]] : []));
  await until(() => events.some(({ type }) => type === 'agent.state'));
  cloud.say(`v2.users.${ANNA}.activity`, { id: ANNA, routingStatus: { status: 'OFF_QUEUE', startTime: '2026-03-02T10:00:00Z' }, presence: { presenceDefinition: { systemPresence: 'MEAL' } }, activeQueueIds: [QUEUE] });
  await until(() => events.filter(({ type }) => type === 'agent.state').length === 2);
  expect(states()).toEqual([[ANNA, { state: 'available' }], [ANNA, { state: 'away', reason: 'Meal' }]]);
});
