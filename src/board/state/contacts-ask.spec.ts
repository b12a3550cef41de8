import { expect, test } from '@jest/globals';
import { queryOf, sayAsk } from './contacts-ask.js';

const names = { queue: (id: string) => id.toUpperCase(), flag: () => 'Gave up waiting' };

test('asks for a window from its beginning', () => {
  expect(queryOf({ queue: 'a b', since: 'last30' }, 2_000_000, 5)).toEqual(['queue=a%20b', 'from=200000']);
  expect(queryOf({ state: 'open', since: 'today' }, 2_000_000, 5)).toEqual(['state=open', 'from=5']);
});

test('says in words what it shows', () => {
  expect(sayAsk({}, names)).toBe('All contacts');
  expect(sayAsk({ queue: 'billing', flag: 'abandoned-in-queue', since: 'today' }, names)).toBe('Contacts at BILLING, flagged “Gave up waiting”, begun today');
});
