import { describe, expect, test } from '@jest/globals';
import { home, readRoute, writeRoute } from './route.js';

describe('the address', () => {
  test('is the live board when it says nothing or something unknown', () => {
    expect(readRoute('')).toEqual(home);
    expect(readRoute('#/nowhere?tab=what')).toEqual(home);
  });

  test('comes back as it was written', () => {
    const route = { view: 'live', tab: 'agents', panel: { kind: 'contact', id: 'pbx/17.2?x' }, queues: ['bill ing', 'sales'], teams: ['north'] } as const;
    expect(readRoute(writeRoute(route))).toEqual(route);
  });

  test('keeps the filter on the wall', () => {
    expect(writeRoute({ ...home, view: 'wall', queues: ['billing'] })).toBe('#/wall?queues=billing');
    expect(readRoute('#/wall?queues=billing')).toEqual({ ...home, view: 'wall', queues: ['billing'] });
  });

  test('keeps which contacts a list shows, and those behind a number', () => {
    const list = { ...home, queues: ['sales'], panel: { kind: 'contacts', ask: { queue: 'bill ing', flag: 'long-wait', state: 'waiting', since: 'today' } } } as const;
    expect(readRoute(writeRoute(list))).toEqual(list);
    expect(readRoute('#/contacts?state=what')).toEqual({ ...home, panel: { kind: 'contacts', ask: {} } });
    const metric = { ...home, panel: { kind: 'metric', id: 'asa', of: { queue: 'sales', since: 'last30' } } } as const;
    expect(readRoute(writeRoute(metric))).toEqual(metric);
  });

  test('survives a broken escape', () => {
    expect(readRoute('#/contact/%E0%A4%A').panel).toEqual({ kind: 'contact', id: '%E0%A4%A' });
  });
});
