import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { fold, nothingYet } from '../../src/board/state/board.js';
import type { BoardState } from '../../src/board/state/board.js';
import type { FeedFact, Frame, Snapshot, WatchRequest } from '../../src/contract/board.js';
import type { EarshotEvent, EventData, EventType } from '../../src/domain/event.js';
import { Earshot } from '../support/earshot.js';

const folder = await mkdtemp(path.join(tmpdir(), 'earshot-floor-'));
const settings = path.join(folder, 'floor.yaml');
const earshot = await Earshot.prepare({ EARSHOT_SETTINGS: settings });
let key = '';
let ofAll = '';
let ofCards = '';
let open: Socket[] = [];

beforeAll(async () => {
  await writeFile(settings, 'queues: { cards: { name: Cards }, loans: { name: Loans } }');
  await earshot.start();
  [key, ofAll, ofCards] = [
    await earshot.command('keys', 'create', '--source', 'story'),
    await earshot.command('tokens', 'create', '--role', 'supervisor'),
    await earshot.command('tokens', 'create', '--role', 'supervisor', '--queues', 'cards'),
  ];
}, 90_000);
afterEach(() => {
  for (const socket of open) socket.close();
  open = [];
});
afterAll(async () => {
  await earshot.remove();
  await rm(folder, { recursive: true });
});

/** A page: what it was told, and what it makes of it. */
interface Page {
  readonly socket: Socket;
  readonly snapshots: Snapshot[];
  readonly frames: Frame[];
  readonly facts: FeedFact[];
  board: BoardState;
}

async function pageOf(token: string, request: WatchRequest = {}): Promise<Page> {
  const socket = io(`${earshot.url}/board`, { transports: ['websocket'], forceNew: true, reconnection: false, auth: { token } });
  open.push(socket);
  const page: Page = { socket, snapshots: [], frames: [], facts: [], board: nothingYet };
  socket.on('snapshot', (snapshot: Snapshot) => {
    page.snapshots.push(snapshot);
    page.board = fold(page.board, { type: 'snapshot', snapshot, heardAt: 0 });
  });
  socket.on('changes', (frame: Frame) => {
    page.frames.push(frame);
    page.board = fold(page.board, { type: 'changes', frame, heardAt: 0 });
  });
  socket.on('flag', (fact: FeedFact) => {
    page.facts.push(fact);
    page.board = fold(page.board, { type: 'flag', fact });
  });
  await new Promise<void>((resolve, reject) => void socket.on('connect', resolve).on('connect_error', reject));
  socket.emit('watch', request);
  await until(() => page.snapshots.length > 0);
  return page;
}

/** Bounded generously: what it waits for is what is tested. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!await isSo()) {
    if (Date.now() > deadline) throw new Error(`It did not come to that within 20 s: ${isSo.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function getsIn(token: string): Promise<boolean> {
  return pageOf(token).then(() => true, () => false);
}

/** A caller who has waited in a queue for so many seconds. */
function waits(contact: string, queue: string, seconds: number): EarshotEvent[] {
  const entered = Date.now() - seconds * 1_000;
  return [event(contact, 'contact.started', { direction: 'inbound', from: '+12025550123', to: '+12025550100' }, entered), event(contact, 'queue.entered', { queue }, entered)];
}
function event<T extends EventType>(contact: string, type: T, data: EventData[T], time = Date.now()): EarshotEvent {
  return { id: `${contact} ${type}`, source: 'story', type, subject: contact, time, data } as EarshotEvent;
}
const hasLane = (page: Page, contact: string): boolean => page.board.lanes.some(({ id }) => id === contact);
const alertsIn = (page: Page): string[] => page.board.feed.filter(({ state }) => state === 'live').flatMap(({ contacts }) => contacts).toSorted();

test('what is posted is on the boards of those who may see it, and on no other', async () => {
  const [everyone, cards] = [await pageOf(ofAll), await pageOf(ofCards)];
  expect(everyone.snapshots[0]).toMatchObject({ resumed: false, feed: [], scope: { role: 'supervisor', queues: [{ id: 'cards', name: 'Cards' }, { id: 'loans', name: 'Loans' }] } });
  expect(cards.snapshots[0]?.scope.queues).toEqual([{ id: 'cards', name: 'Cards' }]);

  expect(await earshot.post([...waits('c1', 'cards', 150), ...waits('l1', 'loans', 150)], key)).toBe(200);
  await until(() => hasLane(everyone, 'c1') && hasLane(everyone, 'l1') && hasLane(cards, 'c1') && alertsIn(everyone).length === 2 && alertsIn(cards).length === 1);
  expect(alertsIn(everyone)).toEqual(['c1', 'l1']);
  const [first, second] = everyone.facts;
  expect([first?.line.rule, (second?.number ?? 0) - (first?.number ?? 0)]).toEqual(['long-wait', 1]);

  expect(alertsIn(cards)).toEqual(['c1']);
  const told = JSON.stringify([cards.snapshots, cards.frames, cards.facts]);
  expect(told).not.toContain('loans');
  expect(told).not.toContain('l1"');
}, 60_000);

test('who comes back resumes after the last fact, and hears nothing twice', async () => {
  const before = await pageOf(ofAll);
  const since = before.board.lastFact ?? 0;
  before.socket.close();
  await earshot.post(waits('c2', 'cards', 150), key);
  const watching = await pageOf(ofAll);
  await until(() => alertsIn(watching).includes('c2'));

  const back = await pageOf(ofAll, { since });
  expect(back.snapshots[0]?.resumed).toBe(true);
  // That nobody is there to answer at all is told of the queue, and of no contact.
  const ofContacts = back.snapshots[0]?.feed.filter(({ line }) => line.contacts.length > 0);
  expect(ofContacts?.map(({ number, line }) => [number > since, line.contacts])).toEqual([[true, ['c2']]]);
  await earshot.post([event('c2', 'contact.ended', { by: 'customer' })], key);
  await until(() => back.facts.some(({ line }) => line.contacts[0] === 'c2' && line.state !== 'live'));
  const numbers = [...back.snapshots.flatMap(({ feed }) => feed), ...back.facts].map(({ number }) => number);
  expect(new Set(numbers).size).toBe(numbers.length);
}, 60_000);

test('a queue is renamed on the board when the settings file is changed', async () => {
  const [everyone, cards] = [await pageOf(ofAll), await pageOf(ofCards)];
  await writeFile(settings, 'queues: { cards: { name: Credit cards }, loans: { name: Loans } }');
  const nameOn = (page: Page): string | undefined => page.board.queues.find(({ id }) => id === 'cards')?.name;
  await until(() => nameOn(everyone) === 'Credit cards' && nameOn(cards) === 'Credit cards');
  expect(everyone.socket.connected).toBe(true);
}, 60_000);

test('a board whose token is revoked is cut, and told why; the others go on', async () => {
  const [everyone, cards] = [await pageOf(ofAll), await pageOf(ofCards)];
  const why: { reason: string }[] = [];
  cards.socket.on('refused', (problem: { reason: string }) => why.push(problem));
  await earshot.command('tokens', 'revoke', ofCards);
  await until(() => !cards.socket.connected);
  expect(why).toEqual([{ reason: expect.stringMatching(/^This key or token was revoked\./) }]);
  // Who comes anew is turned away too, once the door has forgotten whom it let in two seconds ago.
  await until(async () => !await getsIn(ofCards));
  expect(everyone.socket.connected).toBe(true);
}, 60_000);
