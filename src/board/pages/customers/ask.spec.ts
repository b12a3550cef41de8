import { expect, test } from '@jest/globals';
import type { CustomerLine } from '../../../contract/customers.js';
import { choosing, countSays, queryOf, withSeen } from './ask.js';

test('asks for who needs someone unless told otherwise, and only by what it knows', () => {
  expect(queryOf({})).toEqual(['view=need']);
  expect(queryOf({ view: 'well', queue: 'a&b', other: 'x' })).toEqual(['view=well', 'queue=a%26b']);
});

test('leaves the usual out of the address', () => {
  expect(choosing({ view: 'well', queue: 'sales' }, 'view', 'need')).toEqual({ queue: 'sales' });
  expect(choosing({ queue: 'sales' }, 'queue', '')).toEqual({});
  expect(choosing({}, 'owner', 'it')).toEqual({ owner: 'it' });
});

test('keeps what was seen to choose from, by name', () => {
  const line = (id: string, name: string): CustomerLine => ({ customer: id, label: id, score: 1, grounds: [], contacts: 1, here: false, lastAt: 0, owner: { id, name } });
  const seen = withSeen([{ id: 'it', name: 'IT' }], [line('shop', 'Shop'), line('bill', 'Billing')], ({ owner }) => owner);
  expect(seen.map(({ id }) => id)).toEqual(['bill', 'it', 'shop']);
  expect(withSeen(seen, [line('it', 'IT')], ({ owner }) => owner)).toBe(seen);
});

test('says how many', () => {
  expect(countSays('need', 1, false)).toBe('1 customer who needs someone, the most pressing first');
  expect(countSays('well', 50, true)).toBe('The first 50 customers doing well, the clearest first');
});
