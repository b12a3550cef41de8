import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Flag } from '../flag.js';
import type { ContactSummary } from '../journey.js';
import { DAY, HOUR, MINUTE } from '../time.js';
import { groundsOfWell } from './doing-well.js';
import { LEAST, scoreOf } from './ground.js';
import { groundsOfNeed } from './need.js';
import type { Sighting } from './sighting.js';

const NOW = Date.parse('2026-06-10T12:00:00Z');

function call(id: string, ago: number, summary: Partial<ContactSummary> = {}, rest: Partial<Omit<Sighting, 'summary'>> = {}): Sighting {
  return {
    summary: { id, customer: 'tel_ann', channel: 'voice', direction: 'inbound', startedAt: NOW - ago, endedAt: NOW - ago + 5 * MINUTE, reached: 'agent', reason: 'bill', ...summary },
    queues: ['billing'], flags: [], said: [], ...rest,
  };
}
const flag = (contact: string, rule: string, more: Partial<Flag> = {}): Flag => ({
  contact, rule, version: 1, class: 'alert', subject: 'contact', since: NOW - HOUR, raisedAt: NOW - HOUR, until: NOW - HOUR, severity: 'warning', because: 'because', place: {}, ...more,
});
const loss = (ago: number): NonNullable<ContactSummary['loss']> => ({ why: 'abandoned', at: NOW - ago, queue: 'billing', waitedMs: 6 * MINUTE });
const kinds = (sightings: readonly Sighting[]): string[] => groundsOfNeed(sightings, NOW).map(({ kind, points }) => `${kind} ${points}`);

test('tells the third call about a bill, a promise broken yesterday, and that the last was not resolved', () => {
  const told = [
    call('a', 6 * DAY), call('b', 2 * DAY, { promises: [{ id: 'p', madeAt: NOW - 2 * DAY, due: NOW - DAY }] }), call('c', HOUR, { resolved: 'no' }),
  ];
  expect(groundsOfNeed(told, NOW)).toEqual([
    { kind: 'promise-broken', contact: 'b', at: NOW - DAY, points: 40, queue: 'billing' },
    { kind: 'not-resolved', resolved: 'no', by: 'agent', contact: 'c', at: NOW - HOUR + 5 * MINUTE, points: 25, queue: 'billing' },
    { kind: 'again', count: 3, spanMs: 6 * DAY - HOUR, reason: 'bill', voice: true, contact: 'c', at: NOW - HOUR, points: 20, queue: 'billing' },
  ]);
});

test('puts who is on the line and in trouble before all others', () => {
  const onTheLine = call('a', 5 * MINUTE, {}, { flags: [flag('a', 'long-wait', { until: NOW + HOUR })] });
  const { endedAt: _, ...open } = onTheLine.summary;
  expect(kinds([{ ...onTheLine, summary: open as ContactSummary }])).toEqual(['on-the-line 60']);
  expect(kinds([onTheLine])).toEqual(['flag 10']);
});

test('forgets a let-down once the caller was served or reached', () => {
  const lost = call('a', 5 * HOUR, { reached: 'queue', loss: loss(5 * HOUR) });
  expect(kinds([lost])).toEqual(['let-down 40']);
  expect(kinds([lost, call('b', HOUR, { reason: 'other' })])).toEqual([]);
  expect(kinds([{ ...lost, summary: { ...lost.summary, callback: { attempts: 1, reachedAt: NOW - HOUR } } }])).toEqual([]);
});

test('a contact that ended well ends what came before, but no promise that is owed and no answer that came later', () => {
  const before = call('a', 2 * DAY, { resolved: 'no', promises: [{ id: 'p', madeAt: NOW - 2 * DAY, due: NOW - DAY }] }, { flags: [flag('a', 'passed-around', { severity: 'severe' })] });
  const well = call('b', 5 * HOUR, { resolved: 'yes' }, { flags: [flag('b', 'bad-survey', { class: 'note', severity: 'note', because: 'the customer gave satisfaction 1 of 5' })] });
  expect(kinds([before, well])).toEqual(['promise-broken 40', 'bad-answer 30']);
});

test('takes the customer\'s word before the agent\'s', () => {
  const contradicted = call('a', HOUR, { resolved: 'yes' }, { said: [{ question: 'resolved', value: 'no', at: NOW - MINUTE }] });
  expect(groundsOfNeed([contradicted], NOW)).toMatchObject([{ kind: 'not-resolved', resolved: 'no', by: 'customer', at: NOW - MINUTE }]);
});

test('does not count twice what a flag and another ground both say', () => {
  expect(kinds([call('a', HOUR, { reached: 'queue', loss: loss(HOUR) }, { flags: [flag('a', 'abandoned-in-queue'), flag('a', 'long-wait')] })])).toEqual(['let-down 40', 'flag 10']);
});

test('takes a customer\'s no for a bad answer once, and what was contradicted for no good end', () => {
  const bad = flag('a', 'bad-survey', { class: 'note', severity: 'note', because: 'the customer said: not resolved' });
  expect(kinds([call('a', HOUR, { resolved: 'yes' }, { said: [{ question: 'resolved', value: 'no', at: NOW }], flags: [bad] })])).toEqual(['bad-answer 30']);
  const before = call('a', 2 * DAY, { reached: 'queue', loss: loss(2 * DAY) });
  expect(kinds([before, call('b', DAY, { resolved: 'yes', reached: 'menu' }, { flags: [flag('b', 'contradicted')] })])).toEqual(['let-down 40', 'again 10']);
});

test('looks no further back than seven days', () => {
  expect(kinds([call('a', 8 * DAY, { loss: loss(8 * DAY) }), call('b', HOUR)])).toEqual([]);
});

test('fades by half in three days, all grounds alike, so that an order once found stays', () => {
  expect(scoreOf([{ points: 40, at: NOW - 3 * DAY }, { points: 10, at: NOW }], NOW)).toBeCloseTo(30);
  fc.assert(fc.property(
    fc.array(fc.record({ points: fc.integer({ min: 1, max: 60 }), at: fc.integer({ min: 0, max: 7 * DAY }) }), { minLength: 1, maxLength: 6 }),
    fc.array(fc.record({ points: fc.integer({ min: 1, max: 60 }), at: fc.integer({ min: 0, max: 7 * DAY }) }), { minLength: 1, maxLength: 6 }),
    fc.integer({ min: 1, max: 30 * DAY }),
    (one, other, later) => {
      const gap = (now: number): number => scoreOf(one, now) - scoreOf(other, now);
      if (Math.abs(gap(7 * DAY)) > 1e-3) expect(Math.sign(gap(7 * DAY + later))).toBe(Math.sign(gap(7 * DAY)));
    },
  ));
});

test('a customer is doing well by their own word or a promise that was kept, not by an agent\'s word alone', () => {
  const byAgent = call('a', HOUR, { resolved: 'yes' });
  expect(groundsOfWell([byAgent], NOW).map(({ kind }) => kind)).toEqual(['resolved-at-once']);
  expect(scoreOf(groundsOfWell([byAgent], NOW), NOW)).toBeLessThan(LEAST.well);
  const byCustomer = call('b', HOUR, { promises: [{ id: 'p', madeAt: NOW - HOUR, due: NOW, fulfilledAt: NOW - MINUTE }] }, {
    said: [{ question: 'resolved', value: 'yes', at: NOW - MINUTE }, { question: 'csat', value: 5, at: NOW - MINUTE }, { question: 'ces-7', value: 5, at: NOW - MINUTE }, { question: 'comparison', value: 'better', at: NOW - MINUTE }],
  });
  expect(groundsOfWell([byCustomer], NOW).map(({ kind }) => kind)).toEqual(['said-resolved', 'promise-kept', 'good-mark', 'better', 'resolved-at-once']);
});

test('remembers who was let down and then served well', () => {
  expect(groundsOfWell([call('a', 2 * DAY, { reached: 'queue', loss: loss(2 * DAY) }), call('b', HOUR, { resolved: 'yes' })], NOW)).toMatchObject([{ kind: 'won-back', contact: 'b', loss: { why: 'abandoned' } }]);
});
