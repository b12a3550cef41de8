import { expect, test } from '@jest/globals';
import { LiveFloor } from '../../test/support/live-floor.js';
import { caller, queues } from '../../test/support/story.js';
import type { Reader } from '../domain/reader.js';
import { unnamedFloor } from '../domain/floor.js';
import { HOUR, SECOND } from '../domain/time.js';
import { TICK } from './board.js';

const NOON = Date.parse('2026-06-01T12:00:00Z');
const ann: Reader = { who: 'ann', role: 'supervisor', queues: null, teams: null, actsFor: null };

test('a floor at which nobody looks is drawn once a second, and each time somebody does', () => {
  const live = new LiveFloor(NOON, unnamedFloor);
  const drawnIn = (from: number): number => {
    const before = live.board.view.ticks;
    for (let at = from + TICK; at <= from + 2 * SECOND; at += TICK) live.tickBoard(at);
    return live.board.view.ticks - before;
  };
  expect(drawnIn(NOON)).toBe(2);
  const { room } = live.enter(ann);
  expect(drawnIn(NOON + 2 * SECOND)).toBe(10);
  expect(live.saidIn(room).frames).toHaveLength(10);
  live.board.close(room.name);
  expect(drawnIn(NOON + 4 * SECOND)).toBe(2);
});

test('who comes while nobody looked, or asks once, is shown the floor of now', async () => {
  const live = new LiveFloor(NOON, unnamedFloor);
  await live.arrive(NOON + TICK, caller({ id: 'a', begins: NOON }).at(0, queues('cards')).events);
  live.now = NOON + TICK;
  const asked = live.board.snapshotFor(ann);
  await live.arrive(NOON + 2 * TICK, caller({ id: 'b', begins: NOON }).at(0, queues('cards')).events);
  live.now = NOON + 2 * TICK;
  const { snapshot } = live.enter(ann);
  expect([asked, snapshot].map(({ frame }) => frame.queues?.map(({ id, waiting }) => [id, waiting]))).toEqual([[['cards', 1]], [['cards', 2]]]);
});

test('a clock that is set back by an hour stops no board', () => {
  const live = new LiveFloor(NOON, unnamedFloor);
  const before = live.board.view.ticks;
  for (let at = NOON - HOUR; at < NOON - HOUR + 2 * SECOND; at += TICK) live.tickBoard(at);
  expect(live.board.view.ticks - before).toBe(2);
  const { room } = live.enter(ann);
  live.tickBoard(NOON - HOUR + 3 * SECOND);
  live.tickBoard(NOON - 2 * HOUR);
  expect(live.saidIn(room).frames.map(({ whole, at }) => [whole, at])).toEqual([[true, NOON - HOUR + 3 * SECOND], [true, NOON - 2 * HOUR]]);
});
