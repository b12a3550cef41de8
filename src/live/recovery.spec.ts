import { expect, test } from '@jest/globals';
import { unnamedFloor } from '../domain/floor.js';
import type { ContactSummary } from '../domain/journey.js';
import { DAY, HOUR } from '../domain/time.js';
import { RecoveryList } from './recovery.js';

const TODAY = Date.parse('2026-06-01T00:00:00Z');

const lost = (id: string, at: number, customer?: string): ContactSummary => ({
  id, channel: 'voice', direction: 'inbound', startedAt: at - 60_000, endedAt: at, reached: 'queue',
  ...(customer === undefined ? {} : { customer }), loss: { why: 'abandoned', at, queue: 'billing', waitedMs: 60_000 },
});
const served = (id: string, at: number, customer: string): ContactSummary => ({
  id, channel: 'voice', direction: 'inbound', startedAt: at, endedAt: at + 60_000, reached: 'agent', customer,
});

function listOf(...summaries: readonly ContactSummary[]): RecoveryList {
  const list = new RecoveryList();
  list.take(summaries, unnamedFloor, TODAY);
  return list;
}

test('names whoever was let down today, and nobody of an import of last year', () => {
  expect(listOf(lost('a', TODAY + HOUR, 'ann'), lost('b', TODAY - 300 * DAY, 'bob')).all().map(({ id }) => id)).toEqual(['ann']);
});

test('a line clears itself when the person has called again and been served', () => {
  expect(listOf(lost('a', TODAY + HOUR, 'ann'), served('b', TODAY + 2 * HOUR, 'ann')).all()).toEqual([]);
});

test('a caller who turns out to be someone else has one line, not two', () => {
  const list = listOf(lost('a', TODAY + HOUR, 'tel_x'), lost('b', TODAY + HOUR));
  list.take([lost('a', TODAY + HOUR, 'ann'), lost('b', TODAY + HOUR, 'bob')], unnamedFloor, TODAY);
  expect(list.all().map(({ id }) => id)).toEqual(['ann', 'bob']);
});

test('the list is empty again the next morning', () => {
  const list = listOf(lost('a', TODAY + HOUR, 'ann'));
  list.retake(unnamedFloor, TODAY + DAY);
  expect(list.all()).toEqual([]);
});
