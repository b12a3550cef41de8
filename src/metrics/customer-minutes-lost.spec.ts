import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { customerMinutesLost } from './customer-minutes-lost.js';

test('adds up menus, waiting, hold, what nobody knows the place of, and repeat handling', () => {
  expect(customerMinutesLost.value(readingOf({ menuLostMs: 1_000, waitLostMs: 20_000, holdLostMs: 300_000, betweenLostMs: 4_000, repeatLostMs: 50_000 }))).toBe(375_000);
});

test('leaves calls while closed, and contacts whose end nobody heard, out', () => {
  expect(customerMinutesLost.value(readingOf({ menuLostMs: 1_000, closedLostMs: 9_000, lostUnknown: 3 }))).toBe(1_000);
});
