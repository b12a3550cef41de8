import { expect, test } from '@jest/globals';
import type { ContactSummary } from '../journey.js';
import { usualReturn } from '../return-window.js';
import { DAY, HOUR } from '../time.js';
import { resolutionOf } from './resolution.js';
import type { Sighting } from './sighting.js';

const NOW = Date.parse('2026-06-10T12:00:00Z');
const call = (id: string, ago: number, more: Partial<ContactSummary> = {}): ContactSummary => ({
  id, channel: 'voice', direction: 'inbound', startedAt: NOW - ago - HOUR, endedAt: NOW - ago, reached: 'agent', reason: 'bill', ...more,
});
const seen = (summary: ContactSummary, said: Sighting['said'] = []): Sighting => ({ summary, queues: [], flags: [], said });
const only = (summary: ContactSummary, ...others: ContactSummary[]) => resolutionOf(seen(summary), [summary, ...others], usualReturn, NOW);

test('tells the customer\'s word first, and whom it contradicts', () => {
  expect(resolutionOf(seen(call('a', HOUR, { resolved: 'yes' }), [{ question: 'resolved', value: 'no', at: NOW }]), [], usualReturn, NOW)).toEqual({ is: 'stated', by: 'customer', resolved: 'no', against: 'yes' });
  expect(only(call('a', HOUR, { resolved: 'partly' }))).toEqual({ is: 'stated', by: 'agent', resolved: 'partly' });
});

test('infers a no from a let-down and from coming back about the same thing', () => {
  expect(only(call('a', DAY, { loss: { why: 'cut-off', at: NOW - DAY, waitedMs: 0 } }))).toMatchObject({ is: 'inferred', resolved: 'no', says: 'let down in the end' });
  expect(only(call('a', 5 * DAY), call('b', 2 * DAY))).toEqual({ is: 'inferred', resolved: 'no', says: 'came back 2 days later' });
});

test('takes a call of ours for no return, and another matter as the floor has it', () => {
  expect(only(call('a', 5 * DAY), call('c', DAY, { direction: 'outbound' }))).toMatchObject({ is: 'unknown' });
  const other = [call('b', 2 * DAY, { reason: 'move' })];
  expect(resolutionOf(seen(call('a', 5 * DAY)), other, { within: '7d', scope: 'any' }, NOW)).toMatchObject({ is: 'inferred', resolved: 'no' });
  expect(resolutionOf(seen(call('a', 5 * DAY)), other, { within: '7d', scope: 'same' }, NOW)).toMatchObject({ is: 'unknown' });
  expect(resolutionOf(seen(call('a', 5 * DAY)), other, { within: '2d', scope: 'any' }, NOW)).toEqual({ is: 'inferred', resolved: 'yes', says: 'did not come back within 2 days' });
});

test('infers a yes only once seven days have passed, and says how long that is', () => {
  expect(only(call('a', 2 * DAY))).toEqual({ is: 'unknown', says: 'nobody said; 5 days more until silence counts' });
  expect(only(call('a', 7 * DAY))).toEqual({ is: 'inferred', resolved: 'yes', says: 'did not come back within 7 days' });
});

test('says nothing of what goes on', () => {
  const { endedAt: _, ...open } = call('a', 0);
  expect(only(open)).toEqual({ is: 'unknown', says: 'under way' });
});
