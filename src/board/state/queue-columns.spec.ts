import { describe, expect, test } from '@jest/globals';
import type { QueueNumbers, QueueRow } from '../../contract/board.js';
import { sortQueues } from './queue-columns.js';

const numbers = (more: Partial<QueueNumbers> = {}): QueueNumbers => ({
  offered: 0, transferredIn: 0, answered: 0, direct: 0, abandoned: 0, shortAbandoned: 0, flowOuts: { involuntary: 0, byChoice: 0, rerouted: 0 },
  lost: 0, lostRate: null, abandonmentRate: null, serviceLevel: null, asaMs: null, ahtMs: null, ...more,
});
const queue = (id: string, more: Partial<QueueRow> = {}): QueueRow => ({
  id, name: id, channel: 'voice', waiting: 0, longestSince: null, longestContactSince: null,
  agents: { ready: 0, readyShared: 0, busy: 0, wrapUp: 0, away: 0, signedIn: 0 },
  last30: numbers(), today: numbers(), target: { answerWithinMs: 20_000, serviceLevel: 0.8 }, tone: 'neutral', ...more,
});
const ids = (rows: readonly QueueRow[]): string => rows.map((row) => row.id).join(' ');

describe('queues', () => {
  test('come trouble first: tone, then the longest wait, then the name', () => {
    const rows = [queue('calm'), queue('warm', { tone: 'warn', longestSince: 50 }), queue('hot', { tone: 'bad', longestSince: 90 }), queue('hotter', { tone: 'bad', longestSince: 10 }), queue('b'), queue('a')];
    expect(ids(sortQueues(rows, { by: 'trouble', reversed: false }))).toBe('hotter hot warm a b calm');
  });

  test('put the worst service level on top and those without calls at the end, either way round', () => {
    const rows = [queue('none'), queue('good', { today: numbers({ serviceLevel: 0.9 }) }), queue('poor', { today: numbers({ serviceLevel: 0.4 }) })];
    expect(ids(sortQueues(rows, { by: 'column', column: 'sl', window: 'today', reversed: false }))).toBe('poor good none');
    expect(ids(sortQueues(rows, { by: 'column', column: 'sl', window: 'today', reversed: true }))).toBe('good poor none');
  });

  test('put the busiest on top', () => {
    expect(ids(sortQueues([queue('a', { waiting: 1 }), queue('b', { waiting: 7 })], { by: 'waiting', reversed: false }))).toBe('b a');
  });
});
