import { describe, expect, test } from '@jest/globals';
import type { FeedLine } from '../../contract/board.js';
import { faded, orderFeed, placeOf } from './feed.js';

const minute = 60_000;
const line = (id: string, more: Partial<FeedLine> = {}): FeedLine => ({
  id, kind: 'alert', rule: 'long-wait', title: 'Long wait', severity: 'warning', because: '', action: '', place: {}, contacts: [], count: 1, since: 0, raisedAt: 0, state: 'live', ...more,
});

describe('the feed', () => {
  test('shows incidents before severe before warnings before what is over, newest first', () => {
    const lines = [line('over', { state: 'cleared', endedAt: 9 }), line('old'), line('new', { raisedAt: 5 }), line('severe', { severity: 'severe' }), line('folded', { into: 'incident' }), line('many', { kind: 'incident', severity: 'severe', raisedAt: -1 })];
    expect(orderFeed(lines, 10).map((each) => each.id)).toEqual(['many', 'severe', 'new', 'old', 'over']);
  });

  test('lets what is over fade and go after fifteen minutes', () => {
    const over = line('a', { state: 'retracted', endedAt: 0 });
    expect([1, 3, 7, 14].map((minutes) => faded(over, minutes * minute))).toEqual([0, 1, 2, 3]);
    expect(orderFeed([over], 15 * minute)).toEqual([]);
    expect(faded(line('b'), 99 * minute)).toBe(0);
  });

  test('names the place, nearest first', () => {
    expect(placeOf(line('a', { place: { queue: { id: 'b', name: 'Billing' }, node: { id: 'm', name: 'Main menu' } } }))).toBe('Main menu · Billing');
  });
});
