import { describe, expect, test } from '@jest/globals';
import { readViews, withoutView, withView } from './views.js';

describe('saved views', () => {
  test('stand by name, and one of the same name is replaced', () => {
    const two = withView(withView([], { name: ' Night ', address: '#/flags' }), { name: 'Billing', address: '#/?queues=billing' });
    expect(two).toEqual([{ name: 'Billing', address: '#/?queues=billing' }, { name: 'Night', address: '#/flags' }]);
    expect(withView(two, { name: 'Night', address: '#/wall' })).toEqual([{ name: 'Billing', address: '#/?queues=billing' }, { name: 'Night', address: '#/wall' }]);
    expect(withoutView(two, 'Billing')).toEqual([{ name: 'Night', address: '#/flags' }]);
    expect(withView(two, { name: '  ', address: '#/wall' })).toBe(two);
  });

  test('come back as they were kept, and nothing but addresses of this page', () => {
    const views = [{ name: 'Night', address: '#/flags?days=7' }];
    expect(readViews(JSON.stringify(views))).toEqual(views);
    expect(readViews(JSON.stringify([{ name: 'x', address: 'https://elsewhere' }, { name: '', address: '#/' }, null, 3, ...views]))).toEqual(views);
    expect([null, '{', '{}'].map(readViews)).toEqual([[], [], []]);
  });
});
