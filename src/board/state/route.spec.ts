import { describe, expect, test } from '@jest/globals';
import { home, readRoute as read, writeRoute } from './route.js';

const readRoute = (hash: string) => read(hash, (id) => id === 'findings');

describe('the address', () => {
  test('is the live board when it says nothing or something unknown', () => {
    expect(readRoute('')).toEqual(home);
    expect(readRoute('#/nowhere?tab=what')).toEqual(home);
  });

  test('comes back as it was written', () => {
    const route = { ...home, tab: 'agents', panel: { kind: 'contact', id: 'pbx/17.2?x' }, queues: ['bill ing', 'sales'], teams: ['north'] } as const;
    expect(readRoute(writeRoute(route))).toEqual(route);
  });

  test('keeps the filter on the wall', () => {
    expect(writeRoute({ ...home, view: 'wall', queues: ['billing'] })).toBe('#/wall?queues=billing');
    expect(readRoute('#/wall?queues=billing')).toEqual({ ...home, view: 'wall', queues: ['billing'] });
  });

  test('keeps the wall beneath a panel', () => {
    const over = { ...home, view: 'wall', panel: { kind: 'metric', id: 'lost' } } as const;
    expect(readRoute(writeRoute(over))).toEqual(over);
  });

  test('keeps how the queues are read and what was sought', () => {
    const route = { ...home, window: 'today', sort: '-sl', sought: 'long wait' } as const;
    expect(writeRoute(route)).toBe('#/?window=today&sort=-sl&find=long%20wait');
    expect(readRoute(writeRoute(route))).toEqual(route);
  });

  test('keeps which contacts a list shows, and those behind a number', () => {
    const list = { ...home, queues: ['sales'], panel: { kind: 'contacts', ask: { queue: 'bill ing', flag: 'long-wait', state: 'waiting', since: 'today' } } } as const;
    expect(readRoute(writeRoute(list))).toEqual(list);
    expect(readRoute('#/contacts?state=what')).toEqual({ ...home, panel: { kind: 'contacts', ask: {} } });
    const metric = { ...home, panel: { kind: 'metric', id: 'asa', of: { queue: 'sales', since: 'last30' } } } as const;
    expect(readRoute(writeRoute(metric))).toEqual(metric);
    const counted = { ...home, panel: { kind: 'counted', id: 'lost', side: 'whole', of: { queue: 'sales', since: 'today' } } } as const;
    expect(readRoute(writeRoute(counted))).toEqual(counted);
    expect(readRoute('#/counted/lost?side=what').panel).toEqual({ kind: 'counted', id: 'lost', side: 'part', of: {} });
  });

  test('keeps what a page shows, also beneath a panel', () => {
    const page = { ...home, view: 'page', place: { page: 'findings', rest: 'f/12', ask: { state: 'open', owner: 'menu design' } }, queues: ['sales'] } as const;
    expect(writeRoute(page)).toBe('#/findings/f%2F12?queues=sales&state=open&owner=menu%20design');
    expect(readRoute(writeRoute(page))).toEqual(page);
    const over = { ...page, panel: { kind: 'contacts', ask: { flag: 'long-wait', state: 'open' } } } as const;
    expect(readRoute(writeRoute(over))).toEqual(over);
  });

  test('survives a broken escape', () => {
    expect(readRoute('#/contact/%E0%A4%A').panel).toEqual({ kind: 'contact', id: '%E0%A4%A' });
  });
});
