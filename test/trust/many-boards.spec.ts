import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { fold, nothingYet } from '../../src/board/state/board.js';
import type { BoardState } from '../../src/board/state/board.js';
import type { Frame, FeedFact, Snapshot } from '../../src/contract/board.js';
import type { EarshotEvent } from '../../src/domain/event.js';
import { SECOND } from '../../src/domain/time.js';
import { Earshot } from '../support/earshot.js';
import { residentBytes } from '../support/resident.js';
import { stalledBoard } from '../support/stalled-board.js';
import type { StalledBoard } from '../support/stalled-board.js';
import { caller, hangsUp, partsFrom, queues, reaches } from '../support/story.js';
import { until } from '../support/until.js';
import { kept } from './summary/kept.js';

/** TRUST.md: 1,000 boards of which 50 are stalled, in `npm run test:trust`. */
const BOARDS = Number(process.env['EARSHOT_TEST_BOARDS'] ?? 60);
const STALLED = BOARDS / 20;
/** Boards whose page is kept, to be held against the server's state; the others only listen. */
const PAGES = 20;
/** For a short time only where there are few. */
const LISTENED = (BOARDS < 1_000 ? 3 : 8) * SECOND;
const MEGABYTE = 1_024 * 1_024;
const earshot = await Earshot.prepare();
let key = '';
let token = '';
const boards: Board[] = [];
const stalled: StalledBoard[] = [];
let calls = 0;

beforeAll(async () => {
  await earshot.start();
  key = await earshot.command('keys', 'create', '--source', 'boards');
  token = await earshot.command('tokens', 'create', '--role', 'supervisor');
}, 60_000);
afterAll(async () => {
  for (const { socket } of boards) socket.close();
  for (const each of stalled) each.close();
  await earshot.remove();
});

/** A board as the page is one: it folds what it hears, and comes back by itself. */
class Board {
  readonly socket: Socket;
  page: BoardState = nothingYet;
  /** From a frame's making to its being here, in milliseconds: server and boards share one clock. */
  late: number[] = [];

  constructor(private readonly keepsPage: boolean) {
    this.socket = io(`${earshot.url}/board`, { transports: ['websocket'], forceNew: true, auth: { token }, reconnectionDelay: 200, reconnectionDelayMax: 2_000 });
    this.socket.on('connect', () => void this.socket.emit('watch', {}));
    this.socket.on('snapshot', (snapshot: Snapshot) => this.take({ type: 'snapshot', snapshot, heardAt: Date.now() }));
    this.socket.on('flag', (fact: FeedFact) => this.take({ type: 'flag', fact }));
    this.socket.on('changes', (frame: Frame) => {
      this.late.push(Date.now() - frame.at);
      this.take({ type: 'changes', frame, heardAt: Date.now() });
    });
  }

  get isWatching(): boolean {
    return this.page.frame !== null;
  }

  private take(message: Parameters<typeof fold>[1]): void {
    // What a thousand pages would fold a thousand times is folded for some of them; of the others only that they hear.
    if (this.keepsPage || !this.isWatching) this.page = fold(this.page, message);
  }
}

test(`${BOARDS} boards, ${STALLED} of which stall: the others hear as before, memory is bounded; all cut at once they are whole again`, async () => {
  for (let from = 0; from < BOARDS - STALLED; from += 20) {
    boards.push(...Array.from({ length: Math.min(20, BOARDS - STALLED - from) }, (_, place) => new Board(from + place < PAGES)));
    await until(() => boards.every(({ isWatching }) => isWatching), 60 * SECOND);
  }
  const traffic = new Traffic();
  const alone = await listened();
  const before = await residentBytes(earshot.pid);
  for (let place = 0; place < STALLED; place += 1) stalled.push(await stalledBoard(earshot.url, token));
  for (const each of stalled) each.stall();
  const beside = await listened();
  const grown = await residentBytes(earshot.pid) - before;

  // All at once, as when the network between goes away.
  const cutAt = performance.now();
  for (const board of boards) {
    board.page = nothingYet;
    board.socket.io.engine.close();
  }
  await traffic.ends();
  await until(() => boards.every(({ isWatching }) => isWatching), 120 * SECOND);
  await until(async () => {
    const server = shown(fold(nothingYet, { type: 'snapshot', snapshot: await earshot.get<Snapshot>('/api/v1/board', token), heardAt: 0 }));
    return boards.slice(0, PAGES).every(({ page }) => shown(page) === server);
  }, 120 * SECOND);
  const whole = (performance.now() - cutAt) / SECOND;

  // All from one address, as behind a proxy: what is allowed to open sockets is enough for a start of the shift.
  for (const board of boards) board.page = nothingYet;
  await earshot.stop();
  await earshot.start();
  const startedAt = performance.now();
  await until(() => boards.every(({ isWatching }) => isWatching), 120 * SECOND);
  const back = (performance.now() - startedAt) / SECOND;

  expect(alone.frames).toBeGreaterThan(boards.length);
  expect(beside.frames).toBeGreaterThan(boards.length);
  expect(grown).toBeLessThan(256 * MEGABYTE);
  kept(`${BOARDS.toLocaleString('en-US')} boards, ${STALLED} of them stalled; all cut at once`, `${(LISTENED * 2) / SECOND} s`,
    `the others' p99 ${beside.p99} ms beside the stalled, ${alone.p99} ms without (${(beside.p99 / alone.p99).toFixed(2)} ×); server memory + ${Math.max(0, Math.round(grown / MEGABYTE))} MB; all equal to the server's state ${whole.toFixed(1)} s after the cut, and back ${back.toFixed(1)} s after a restart`);
}, 600_000);

async function listened(): Promise<{ readonly p99: number; readonly frames: number }> {
  for (const board of boards) board.late = [];
  await new Promise((resolve) => setTimeout(resolve, LISTENED));
  const late = boards.flatMap((board) => board.late).toSorted((a, b) => a - b);
  return { p99: late[Math.floor(late.length * 0.99)] ?? 0, frames: late.length };
}

/** Rows without what the clock alone moves. */
function shown({ queues: rows, lanes, agents, open }: BoardState): string {
  const byId = (all: readonly { readonly id: string }[]): unknown[] => all.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return JSON.stringify([open, byId(lanes), byId(rows), byId(agents)]);
}

/** Calls come and go, so that every frame has news. */
class Traffic {
  private going = true;
  private readonly sending = this.send();

  async ends(): Promise<void> {
    this.going = false;
    await this.sending;
    await earshot.caughtUp(token);
  }

  private async send(): Promise<void> {
    while (this.going) {
      const events = Array.from({ length: 20 }, () => callOf((calls += 1))).flat();
      await earshot.post(events, key);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/** Half of them are over by now, half still talk. */
function callOf(number: number): readonly EarshotEvent[] {
  const story = caller({ id: `call-${number}`, begins: Date.now() - 62 * SECOND }).at(1, queues(`queue-${number % 20}`)).at(9, reaches(`agent-${number % 100}`));
  return number % 2 === 0 ? story.events : story.at(60, partsFrom(`agent-${number % 100}`, 'customer')).at(61, hangsUp()).events;
}
