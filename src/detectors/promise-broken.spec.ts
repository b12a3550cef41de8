import { expect, test } from '@jest/globals';
import { asksAgainAt, caller, flagsOf, hangsUp, reaches } from '../../test/support/story.js';
import type { Happening, Story } from '../../test/support/story.js';
import { DAY, HOUR, SECOND, seconds } from '../domain/time.js';
import { promiseBroken } from './promise-broken.js';

const rule = [promiseBroken];
const promises = (promise: string, due?: number, what?: string): Happening =>
  ({ type: 'promise.made', data: { promise, ...(due === undefined ? {} : { due }), ...(what === undefined ? {} : { what }) } });
const fulfils = (promise: string): Happening => ({ type: 'promise.fulfilled', data: { promise } });
const call = caller().at(10, reaches('al', 'support'));
const refund = call.at(60, promises('p', HOUR, 'refund')).at(70, hangsUp());
const named = { floor: { agents: { al: { name: 'Alice Agent' } }, zone: 'Europe/Berlin' } };
const rulesAt = (story: Story, now: number) => flagsOf(story, rule, { now }).map(({ subject, because }) => [subject, because]);

test('alerts when the due time has passed', () => {
  expect(flagsOf(refund, rule, { now: HOUR / SECOND, ...named })).toEqual([{
    rule: 'promise-broken', subject: 'p', since: HOUR, until: HOUR + DAY, severity: 'warning',
    because: 'promised refund by Alice Agent for 1970-01-01, not kept by then', place: { agent: 'al', queue: 'support' },
  }]);
});

test('is quiet before, and asks again when it is due', () => {
  expect(rulesAt(refund, 3_599)).toEqual([]);
  expect(asksAgainAt(refund, promiseBroken, { now: 3_599 })).toBe(HOUR);
  expect(asksAgainAt(refund, promiseBroken, { now: 3_600 })).toBeUndefined();
});

test('is quiet about what was kept in time, and ends with what was kept late', () => {
  expect(rulesAt(refund.at(3_600, fulfils('p')), 9_000)).toEqual([]);
  const [late] = flagsOf(refund.at(3_600 + 7_200, fulfils('p')), rule);
  expect([late?.since, late?.until, late?.because]).toEqual([HOUR, 3 * HOUR, 'promised refund by al for 1970-01-01, kept 2 h late']);
});

test('watches over each promise by itself', () => {
  const two = call.at(20, promises('p', HOUR)).at(30, promises('q', 2 * HOUR)).at(40, fulfils('p'));
  expect(asksAgainAt(two, promiseBroken, { now: 50 })).toBe(2 * HOUR);
  expect(rulesAt(two, 7_200)).toEqual([['q', 'promised by al for 1970-01-01, not kept by then']]);
});

test('says nothing of promises without a due time, or due when the contact is kept no longer', () => {
  const story = call.at(20, promises('soon')).at(30, promises('far', 100 * DAY));
  expect([rulesAt(story, 9e6), asksAgainAt(story, promiseBroken, { now: 40 })]).toEqual([[], undefined]);
});

test('takes the newest due time, and stays an alert for as long as the floor says', () => {
  expect(rulesAt(refund.at(100, promises('p', 2 * HOUR, 'refund')), 3_700)).toEqual([]);
  const [flag] = flagsOf(refund, rule, { now: 3_600, floor: { flags: { 'promise-broken': { options: { actFor: 60 } } } } });
  expect(flag?.until).toBe(HOUR + seconds(60));
});
