import { expect, test } from '@jest/globals';
import type { Explanation } from '../../contract/explained.js';
import { explainQueryOf, sayAmount, sayAway, sayValue, sidesOf, spreadOf, sumOf } from './explain-ask.js';

const told = (more: Partial<Explanation>): Explanation => ({ unit: 'share', outcomes: [], ...more }) as Explanation;
const outcomes = [{ id: 'in-time', says: '', count: 8, counted: 'part' }, { id: 'late', says: '', count: 2, counted: 'whole' }, { id: 'short', says: '', count: 0, counted: 'out' }] as const;

test('asks for what the number is of, and for its window', () => {
  expect(explainQueryOf({ queue: 'bill ing', since: 'last30', state: 'waiting', flag: 'long-wait' })).toEqual(['queue=bill%20ing', 'last=30m']);
  expect(explainQueryOf({ agent: 'Ann', since: 'today' })).toEqual(['agent=Ann']);
});

test('says a value in its unit, and nothing where there is none', () => {
  expect([sayValue(0.8075, 'share'), sayValue(32_000, 'ms'), sayValue(1_200, 'count'), sayValue(4.46, 'per-hour'), sayValue(null, 'share')]).toEqual(['80.8 %', '0:32', '1,200', '4.5 an hour', '–']);
  expect([sayAmount({ amount: 90_000, unit: 'ms' }), sayAmount({ amount: 3, unit: 'count' })]).toEqual(['1:30', '3']);
});

test('offers the sides that have contacts', () => {
  expect(sidesOf(told({ outcomes }))).toEqual(['part', 'whole']);
  expect(sumOf(told({ outcomes }), 'part')).toBe(8);
  expect(sidesOf(told({ unit: 'ms' }))).toEqual(['part']);
  expect(sidesOf(told({}))).toEqual(['part', 'whole']);
});

test('says how a mean is spread', () => {
  expect(spreadOf({ n: 9, p50: 32_000, p75: 60_000, p90: 130_000, p95: 200_000, p99: 300_000, max: 301_000 }, 'ms').map((each) => each.join(' '))).toEqual([
    'half up to 0:32', '9 of 10 up to 2:10', '19 of 20 up to 3:20', '99 of 100 up to 5:00', 'the longest 5:01',
  ]);
});

test('asks for a team, a number of ours, a reason for being away, and by which instant', () => {
  expect(explainQueryOf({ team: 'no rth', away: 'lunch', attribution: 'completion', since: 'today' })).toEqual(['team=no%20rth', 'away=lunch', 'attribution=completion']);
  expect([explainQueryOf({ entry: '+4930' }), sayAway('none'), sayAway('lunch')]).toEqual([['entry=%2B4930'], 'no reason told', 'lunch']);
});
