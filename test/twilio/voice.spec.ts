import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { fold, nothingYet } from '../../src/board/state/board.js';
import type { Frame, Snapshot } from '../../src/contract/board.js';
import type { ContactPage } from '../../src/contract/contact.js';
import { Earshot } from '../support/earshot.js';
import { TwilioPhone, type PhoneCall } from '../support/twilio-phone.js';
import { form, PUBLIC, send, twilioSettings } from '../support/twilio-posts.js';

const LINE = '+12025550100';
const CLOSED_LINE = '+12025550101';
const folder = await mkdtemp(path.join(tmpdir(), 'earshot-voice-'));
const floor = path.join(folder, 'floor.yaml');
const menu = path.join(folder, 'menu.json');
const example = fileURLToPath(new URL('../../src/ingest/twilio/voice/example-menu.json', import.meta.url));
const earshot = await Earshot.prepare({ ...twilioSettings, EARSHOT_SETTINGS: floor, EARSHOT_VOICE_MENU: menu });
const allDay = '[00:00-23:59]';
let phone: TwilioPhone;
let token = '';
let socket: Socket;
let board = nothingYet;

beforeAll(async () => {
  // The calendar is that of the number called.
  const { hours: { closed }, ...rest } = JSON.parse(await readFile(example, 'utf8')) as { hours: { closed: object } };
  await writeFile(menu, JSON.stringify({ ...rest, hours: { closed } }));
  await writeFile(floor, `entries: { "${CLOSED_LINE}": { calendar: never } }\nnodes: { main: { name: Welcome }, billing: { name: Bills } }\nqueues: { sales: { name: Sales } }\ncalendars: { never: { hours: {} }, always: { hours: { mon: ${allDay} } } }\n`);
  await earshot.start();
  token = await earshot.command('tokens', 'create', '--role', 'supervisor');
  phone = new TwilioPhone({ server: earshot.url, publicUrl: PUBLIC, start: '/voice/start', status: '/ingest/twilio/status' });
  await watch();
}, 300_000);
afterAll(async () => {
  socket?.close();
  await earshot.remove();
  await rm(folder, { recursive: true });
});

async function watch(): Promise<void> {
  socket = io(`${earshot.url}/board`, { transports: ['websocket'], auth: { token } });
  socket.on('snapshot', (snapshot: Snapshot) => void (board = fold(board, { type: 'snapshot', snapshot, heardAt: 0 })));
  socket.on('changes', (frame: Frame) => void (board = fold(board, { type: 'changes', frame, heardAt: 0 })));
  await new Promise<void>((resolve, reject) => void socket.on('connect', resolve).on('connect_error', reject));
  socket.emit('watch', {});
}

/** Where the board shows a caller: "queue Sales". */
const whereIs = ({ sid }: PhoneCall): string | undefined => {
  const lane = board.lanes.find(({ id }) => id === sid);
  return lane === undefined ? undefined : `${lane.stage} ${lane.place?.name ?? ''}`.trim();
};

async function until(isSo: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error(`It did not come to that within 20 s: ${isSo.toString()}. The board shows ${JSON.stringify(board.lanes)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function timelineOf({ sid }: PhoneCall): Promise<string[]> {
  await earshot.caughtUp(token);
  const { timeline } = await earshot.get<ContactPage>(`/api/v1/contacts/${sid}`, token);
  return timeline.map(({ says }) => says);
}

test('the board shows a caller in the menu, in the queue and with an agent, within a second each', async () => {
  const caller = await phone.call('+12025550123', LINE);
  const before = Date.now();
  await until(() => whereIs(caller) === 'menu Welcome');
  await caller.press('1');
  await until(() => whereIs(caller) === 'menu Bills');
  await caller.press('0');
  await until(() => whereIs(caller) === 'queue Sales');
  const alice = await phone.call('client:alice', 'client:earshot', '/voice/agent?agent=alice&queue=sales');
  await until(() => whereIs(caller) === 'agent alice');
  expect(board.agents.find(({ id }) => id === 'alice')).toMatchObject({ state: 'on-contact', contact: caller.sid });
  process.stdout.write(`From ringing to the agent, seen on the board: ${Date.now() - before} ms\n`);
  await caller.hangUp();
  await until(() => whereIs(caller) === undefined || whereIs(caller)?.startsWith('ended') === true);
  await until(() => board.agents.find(({ id }) => id === 'alice')?.state === 'available');
  expect(alice.isOver).toBe(true);
  const page = await earshot.get<ContactPage>(`/api/v1/contacts/${caller.sid}`, token);
  expect(page.lane).toMatchObject({ stage: 'ended', entry: { id: LINE } });
  expect(page.outcome).toMatchObject({ reached: 'agent' });
  expect(JSON.stringify(page)).not.toContain('2025550123');
}, 60_000);

describe('a caller', () => {
  test('who says what they want comes where it leads, and is offered a call-back while waiting', async () => {
    const caller = await phone.call('+12025550124', LINE);
    await caller.say('I would like a new contract');
    await until(() => whereIs(caller) === 'queue Sales');
    expect(caller.hears.at(-1)).toBe('Press 1 to be called back instead of waiting.');
    await caller.press('1');
    expect([caller.hears.at(-1), caller.isOver]).toEqual(['We will call you back. Goodbye.', true]);
    const { outcome, lane } = await (async () => {
      await earshot.caughtUp(token);
      return earshot.get<ContactPage>(`/api/v1/contacts/${caller.sid}`, token);
    })();
    expect([outcome.reached, lane.segments.find(({ kind }) => kind === 'queue')?.ended]).toEqual(['queue', 'callback']);
  }, 60_000);

  test('who gives up while waiting has abandoned', async () => {
    const caller = await phone.call('+12025550125', LINE);
    await caller.press('2');
    await caller.hangUp();
    await earshot.caughtUp(token);
    const { lane } = await earshot.get<ContactPage>(`/api/v1/contacts/${caller.sid}`, token);
    expect([lane.stage, lane.segments.find(({ kind }) => kind === 'queue')?.ended]).toEqual(['ended', 'abandoned']);
  }, 60_000);

  test('who calls a number that is closed hears so and leaves a message', async () => {
    const caller = await phone.call('+12025550126', CLOSED_LINE);
    expect(caller.hears).toEqual([expect.stringContaining('We are open Monday to Friday')]);
    await caller.leaveMessage(12);
    expect(caller.isOver).toBe(true);
    expect(await timelineOf(caller)).toEqual(expect.arrayContaining([expect.stringMatching(/voicemail|message/i)]));
  }, 60_000);
});

describe('a request for TwiML', () => {
  const fields = { CallSid: 'CAfa11bac4', From: '+12025550127', To: LINE, CallStatus: 'in-progress', Direction: 'inbound' };

  test('that Twilio repeats at the fallback address is the same step, and counts once', async () => {
    const first = await send(earshot.url, form('/voice/start', { ...fields, CallStatus: 'ringing' }));
    const action = /action="([^"]*)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const step = await send(earshot.url, form(action.replace(PUBLIC, ''), { ...fields, Digits: '1' }));
    await pause(20);
    const repeated = Date.now();
    const again = await send(earshot.url, form('/voice/start', { ...fields, Digits: '1', ErrorCode: '11205', ErrorUrl: action }));
    expect([step.status, again.text]).toEqual([200, step.text]);
    await earshot.caughtUp(token);
    const { timeline } = await earshot.get<ContactPage>(`/api/v1/contacts/${fields.CallSid}`, token);
    expect(timeline.filter(({ type }) => type === 'ivr.node.entered')).toHaveLength(2);
    expect(Math.max(...timeline.map(({ at }) => at))).toBeLessThan(repeated);
  }, 60_000);

  test('that Twilio did not make is refused with 403, and one for no step with 404', async () => {
    expect(await send(earshot.url, form('/voice/start', fields, { token: 'another' }))).toMatchObject({ status: 403, text: expect.stringContaining('EARSHOT_PUBLIC_URL') });
    expect(await send(earshot.url, form('/voice/begin', fields))).toMatchObject({ status: 404, text: expect.stringContaining('/voice/start') });
  });
});

test('a call of which each webhook comes twice, and in the middle of which the server is killed, is the same call', async () => {
  const stutters = new TwilioPhone({ ...phone.setting, repeats: true });
  const told = async (through: TwilioPhone, between: () => Promise<void>): Promise<unknown> => {
    const caller = await through.call('+12025550128', LINE);
    await caller.press('1');
    await earshot.caughtUp(token);
    await between();
    await caller.press('0');
    const agent = await through.call('client:alice', 'client:earshot', '/voice/agent?agent=alice&queue=sales');
    // No conversation is over before the server has read that it began: who parted is known by then.
    await earshot.caughtUp(token);
    await caller.hangUp();
    await earshot.caughtUp(token);
    const { lane: { stage, entry, segments }, timeline } = await earshot.get<ContactPage>(`/api/v1/contacts/${caller.sid}`, token);
    // The last callback tells the start too, reckoned back by whole seconds: where that line stands among the others is chance.
    const [starts, steps] = [timeline.filter(({ type }) => type === 'contact.started'), timeline.filter(({ type }) => type !== 'contact.started')];
    return { over: agent.isOver, stage, entry, parts: segments.map(({ kind, place, ended }) => [kind, place.id, ended]), timeline: [...starts, ...steps].map(({ type, says }) => `${type}: ${says}`) };
  };
  const plain = await told(phone, async () => undefined);
  expect(plain).toMatchObject({ over: true, stage: 'ended', parts: [['menu', 'main', undefined], ['menu', 'billing', undefined], ['queue', 'sales', 'answered'], ['agent', 'alice', undefined]] });
  expect(await told(stutters, async () => {
    await earshot.kill();
    await earshot.start();
  })).toEqual(plain);
}, 90_000);

test('a menu file with mistakes stops the start and names them all', async () => {
  const wrong = path.join(folder, 'wrong.json');
  await writeFile(wrong, '{"start": "main", "nodes": {"main": {"say": "Hello", "options": {"1": {"label": "A", "menu": "gone"}, "2": {"label": "B"}}}}}');
  const other = await Earshot.prepare({ ...twilioSettings, EARSHOT_VOICE_MENU: wrong });
  await expect(other.start()).rejects.toThrow(/nodes\.main\.options\.2: must lead to exactly one of/);
  await other.remove();
}, 60_000);
