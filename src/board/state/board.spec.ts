import { describe, expect, test } from '@jest/globals';
import type { FeedFact, FeedLine, Frame, Snapshot } from '../../contract/board.js';
import type { ContactLane } from '../../contract/contact.js';
import { type BoardState, type Message, fold, nothingYet } from './board.js';

const frame = (number: number, more: Partial<Frame> = {}): Frame => ({ number, whole: false, at: 1_000_000 + number * 250, state: { is: 'live' }, open: 0, ...more });
const lane = (id: string, since = 0): ContactLane => ({
  id, label: `caller ${id}`, channel: 'voice', direction: 'inbound', startedAt: 0, stage: 'menu', since, segments: [], flags: [], nthInWindow: 1, queues: [],
});
const fact = (number: number, id: string, state: FeedLine['state'] = 'live'): FeedFact => ({
  number,
  line: {
    id, kind: 'alert', rule: 'long-wait', title: 'Long wait', severity: 'warning', because: 'waiting 2:10', action: 'Move someone',
    place: {}, contacts: ['c1'], count: 1, since: 0, raisedAt: number, state,
  },
});
const snapshot = (number: number, feed: readonly FeedFact[] = [], more: Partial<Frame> = {}, resumed = false): Snapshot => ({
  frame: frame(number, { whole: true, ...more }), feed, resumed,
  scope: { who: 'ann', role: 'supervisor', queues: [], teams: [], zone: 'Europe/Berlin', answerWithinMs: 20_000, callsBack: false },
});
const after = (...messages: readonly Message[]): BoardState => messages.reduce(fold, nothingYet);
const heard = { heardAt: 1_000_000 };

describe('the board', () => {
  test('knows nothing before a snapshot, whatever changes come', () => {
    expect(after({ type: 'connected' }, { type: 'changes', frame: frame(1, { lanes: [lane('a')] }), ...heard }).lanes).toEqual([]);
  });

  test('takes changed lanes in, lets the gone ones go, and drops a frame that was overtaken', () => {
    const state = after(
      { type: 'snapshot', snapshot: snapshot(1, [], { lanes: [lane('a'), lane('b')], open: 2 }), ...heard },
      { type: 'changes', frame: frame(3, { lanes: [lane('b', 5)], gone: ['a'], open: 1 }), ...heard },
      { type: 'changes', frame: frame(2, { lanes: [lane('b', 4)], open: 9 }), ...heard },
    );
    expect(state.lanes).toEqual([lane('b', 5)]);
    expect(state.open).toBe(1);
  });

  test('heals with the next whole frame', () => {
    const state = after(
      { type: 'snapshot', snapshot: snapshot(1, [], { lanes: [lane('a'), lane('b')] }), ...heard },
      { type: 'changes', frame: frame(9, { whole: true, lanes: [lane('c')] }), ...heard },
    );
    expect(state.lanes).toEqual([lane('c')]);
  });

  test('tells a lost connection from one that never was', () => {
    expect(after({ type: 'lost' }).link).toBe('connecting');
    expect(after({ type: 'snapshot', snapshot: snapshot(1), ...heard }, { type: 'lost' }).link).toBe('lost');
  });

  test('takes the server time from frames and ignores jitter', () => {
    const state = after(
      { type: 'snapshot', snapshot: snapshot(0), heardAt: 990_000 },
      { type: 'changes', frame: frame(1), heardAt: 990_650 },
    );
    expect(state.offset).toBe(10_000);
    expect(fold(state, { type: 'changes', frame: frame(2), heardAt: 900_000 }).offset).toBe(100_500);
  });

  test('keeps one line an alert, as it was last told, and remembers where to resume', () => {
    const state = after(
      { type: 'snapshot', snapshot: snapshot(1, [fact(4, 'x'), fact(5, 'y')]), ...heard },
      { type: 'flag', fact: fact(6, 'x', 'cleared') },
    );
    expect(state.feed.map((line) => [line.id, line.state])).toEqual([['x', 'cleared'], ['y', 'live']]);
    expect(state.lastFact).toBe(6);
  });

  test('begins anew when the server cannot resume', () => {
    const watched = after({ type: 'snapshot', snapshot: snapshot(1, [fact(40, 'x')]), ...heard });
    const restarted = [{ type: 'lost' }, { type: 'snapshot', snapshot: snapshot(1, [fact(1, 'z')]), ...heard }, { type: 'flag', fact: fact(2, 'q') }] satisfies Message[];
    const state = restarted.reduce<BoardState>(fold, watched);
    expect(state.feed.map((line) => line.id)).toEqual(['q', 'z']);
    expect(state.lastFact).toBe(2);
  });

  test('takes the call-back list as a whole whenever it comes', () => {
    const line = { id: 'p', label: 'caller p', why: 'abandoned', at: 0, waitedMs: 0, times: 1, contact: 'c', reachable: true, state: 'open', attempts: 0 } as const;
    const state = after(
      { type: 'snapshot', snapshot: snapshot(1, [], { recovery: [line, { ...line, id: 'q' }] }), ...heard },
      { type: 'changes', frame: frame(2), ...heard },
      { type: 'changes', frame: frame(3, { recovery: [line] }), ...heard },
    );
    expect(state.recovery).toEqual([line]);
  });

  test('adds what was missed after a reconnect and starts anew for another view', () => {
    const watched = after({ type: 'snapshot', snapshot: snapshot(1, [fact(4, 'x')]), ...heard });
    const resumed = [{ type: 'lost' }, { type: 'snapshot', snapshot: snapshot(1, [fact(7, 'z')], {}, true), ...heard }] satisfies Message[];
    expect(resumed.reduce<BoardState>(fold, watched).feed.map((line) => line.id)).toEqual(['z', 'x']);
    const other = [{ type: 'snapshot', snapshot: snapshot(1, [fact(2, 'q')]), ...heard }] satisfies Message[];
    expect(other.reduce<BoardState>(fold, watched).feed.map((line) => line.id)).toEqual(['q']);
  });
});
