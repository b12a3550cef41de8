import { describe, expect, test } from '@jest/globals';
import type { ContactLane, FlagChip, LaneSegment } from '../../contract/contact.js';
import { barsOf, findLanes, inQueue, isCut, laneSpan, orderLanes, ticks } from './lanes.js';

const minute = 60_000;
const lane = (id: string, more: Partial<ContactLane> = {}): ContactLane => ({
  id, label: `caller ${id}`, channel: 'voice', direction: 'inbound', startedAt: 0, stage: 'queue', since: 0, segments: [], flags: [], nthInWindow: 1, queues: [], ...more,
});
const flag = (severity: FlagChip['severity'], live = true): FlagChip => ({ rule: 'long-wait', title: 'Long wait', severity, live });
const segment = (kind: LaneSegment['kind'], from: number, to?: number): LaneSegment => ({ kind, place: { id: 'x', name: 'Billing' }, from, ...(to === undefined ? {} : { to }) });

describe('lanes', () => {
  test('come with the worst live flag first, then the longest, the ended last', () => {
    const rows = [lane('new', { startedAt: 9 }), lane('old', { startedAt: 1 }), lane('done', { stage: 'ended', flags: [flag('severe')] }), lane('past', { startedAt: 5, flags: [flag('severe', false)] }), lane('hot', { startedAt: 8, flags: [flag('severe')] })];
    expect(orderLanes(rows).map((row) => row.id)).toEqual(['hot', 'old', 'past', 'new', 'done']);
  });

  test('of a queue are those who wait in it, the longest first, and those it served; not who waits elsewhere by now', () => {
    const at = (id: string, stage: ContactLane['stage'], since: number, queues: readonly string[]): ContactLane => lane(id, { stage, since, queues, place: { id: queues.at(-1) ?? '', name: '' } });
    const rows = [at('b', 'queue', 5, ['billing']), at('a', 'queue', 2, ['sales', 'billing']), at('gone', 'queue', 1, ['billing', 'sales']), at('talks', 'hold', 3, ['billing']), at('over', 'ended', 0, ['billing'])];
    const { waiting, served } = inQueue(rows, 'billing', 'voice');
    expect([waiting.map(({ id }) => id), served.map(({ id }) => id), inQueue(rows, 'billing', 'chat').waiting]).toEqual([['a', 'b'], ['talks'], []]);
  });

  test('are found by every word', () => {
    const rows = [lane('a7', { place: { id: 'b', name: 'Billing' }, flags: [flag('warning')] }), lane('b2')];
    expect(findLanes(rows, 'billing LONG').map((row) => row.id)).toEqual(['a7']);
    expect(findLanes(rows, '  ')).toBe(rows);
  });

  test('share the smallest round span that nine of ten fit in', () => {
    const rows = Array.from({ length: 10 }, (_, index) => lane(String(index), { startedAt: index === 0 ? -60 * minute : 6 * minute }));
    expect(laneSpan(rows, 10 * minute)).toBe(5 * minute);
    expect(laneSpan([], 0)).toBe(2 * minute);
  });

  test('draw segments to scale, the last one up to now', () => {
    const drawn = lane('a', { segments: [segment('menu', 0, minute), segment('queue', minute)] });
    expect(barsOf(drawn, 4 * minute, 3 * minute)).toEqual([
      { kind: 'menu', name: 'Billing', from: 0, width: 0.25, running: false },
      { kind: 'queue', name: 'Billing', from: 0.25, width: 0.5, running: true },
    ]);
  });

  test('cut the beginning of a lane longer than the span', () => {
    const long = lane('a', { segments: [segment('menu', 0, minute), segment('queue', minute, 3 * minute), segment('agent', 3 * minute)] });
    expect(isCut(long, 4 * minute, 6 * minute)).toBe(true);
    expect(barsOf(long, 4 * minute, 6 * minute)).toEqual([
      { kind: 'queue', name: 'Billing', from: 0, width: 0.25, running: false },
      { kind: 'agent', name: 'Billing', from: 0.25, width: 0.75, running: true },
    ]);
  });

  test('have an axis of round instants', () => {
    expect(ticks(5 * minute, 6)).toEqual([0, 1, 2, 3, 4, 5].map((n) => n * minute));
    expect(ticks(90_000, 6)).toHaveLength(7);
  });
});
