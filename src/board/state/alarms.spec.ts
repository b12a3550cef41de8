import { describe, expect, test } from '@jest/globals';
import type { FeedLine } from '../../contract/board.js';
import { alsoTold, isChosen, isMuted, noticeOf, readChoice, silent, toTell } from './alarms.js';

const line = (more: Partial<FeedLine> = {}): FeedLine => ({
  id: 'a', kind: 'alert', rule: 'long-wait', title: 'Long wait', severity: 'warning', because: 'caller 4711 has waited 2:10', action: 'Move an agent.', place: { queue: { id: 'billing', name: 'Billing' }, agent: { id: 'a1', name: 'Alice Agent' } },
  contacts: ['c-1'], count: 1, since: 0, raisedAt: 100_000, state: 'live', ...more,
});

describe('alarms', () => {
  test('are of the severity, rules and queues that were chosen', () => {
    const choice = { ...silent, severity: 'warning', rules: ['long-wait'], queues: ['billing'] } as const;
    expect(isChosen(line(), choice)).toBe(true);
    expect(isChosen(line({ rule: 'menu-maze' }), choice)).toBe(false);
    expect(isChosen(line({ place: { node: { id: 'main', name: 'Main' } } }), choice)).toBe(false);
    expect(isChosen(line(), { ...choice, severity: 'severe' })).toBe(false);
    expect(isChosen(line({ severity: 'severe' }), silent)).toBe(true);
  });

  test('come once for a new line, and again when it grows worse', () => {
    const told = alsoTold(new Map(), [line()]);
    expect(toTell([line()], new Map(), 101_000)).toHaveLength(1);
    expect(toTell([line()], told, 101_000)).toEqual([]);
    expect(toTell([line({ severity: 'severe' })], told, 900_000)).toHaveLength(1);
  });

  test('do not come for what is over, is part of an incident, or comes into sight long after it was raised', () => {
    expect(toTell([line({ state: 'cleared' }), line({ into: 'incident' })], new Map(), 101_000)).toEqual([]);
    expect(toTell([line()], new Map(), 161_000)).toEqual([]);
  });

  test('say nothing of who called, who served them, or what was seen', () => {
    expect(noticeOf(line({ severity: 'severe', count: 3 }))).toEqual({ title: 'Severe: Long wait', body: 'Billing, 3 callers' });
    expect(noticeOf(line({ place: {} }))).toEqual({ title: 'Long wait', body: '' });
  });

  test('are off where nothing was kept or what was kept cannot be read', () => {
    expect([null, '{', '[]', '{"sounds":1,"rules":[3]}'].map(readChoice)).toEqual([silent, silent, silent, silent]);
    expect(readChoice('{"sounds":true,"severity":"warning","rules":["long-wait"],"mutedUntil":5}')).toEqual({ ...silent, sounds: true, severity: 'warning', rules: ['long-wait'], mutedUntil: 5 });
    expect([isMuted({ ...silent, mutedUntil: 5 }, 4), isMuted({ ...silent, mutedUntil: 5 }, 5)]).toEqual([true, false]);
  });
});
