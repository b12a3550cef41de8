import { expect, test } from '@jest/globals';
import { DAY, seconds } from '../domain/time.js';
import { answerOf, asksAgainAt, asksForCallback, caller, flagsOf, hangsUp, isCalledBack, isTried, leavesQueue, queues, wantsNoCallback } from '../../test/support/story.js';
import { callbackBroken } from './callback-broken.js';

const rule = [callbackBroken];
const due = seconds(3_600);
const promised = caller().at(0, queues('support')).at(60, leavesQueue('support', 'callback'), asksForCallback(due)).at(61, hangsUp());

test('flags a call-back that was not tried by its time, and asks again right after it', () => {
  expect(asksAgainAt(promised, callbackBroken)).toBe(due + 1);
  expect(flagsOf(promised, rule, { now: 3_600 })).toEqual([]);
  expect(flagsOf(promised, rule, { now: 3_601 })).toEqual([{
    rule: 'callback-broken', subject: 'due', since: due, until: due + DAY, severity: 'warning',
    because: 'call-back promised for 1:00, not tried by then', place: { queue: 'support' },
  }]);
});

test('is over with a late try, and says how late it was', () => {
  const late = promised.at(4_200, isTried());
  expect(flagsOf(late, rule).map(({ until, because }) => [until, because])).toEqual([[seconds(4_200), 'call-back promised for 1:00, first tried 10 min late']]);
});

test('flags the second try in vain, until the customer is reached', () => {
  const tried = promised.at(1_000, isTried()).at(2_000, isTried());
  expect(flagsOf(tried, rule).map(({ subject, since, because }) => [subject, since, because])).toEqual([['tries', seconds(2_000), 'tried twice, not reached']]);
  expect(flagsOf(tried.at(3_000, isTried()).at(3_010, isCalledBack()), rule).map(({ until, because }) => [until, because])).toEqual([[seconds(3_010), 'tried 3 times, not reached before 0:50']]);
});

test('stays quiet for a try in time, a call-back that is not wanted any more, and one without a time', () => {
  expect(answerOf(promised.at(1_000, isTried()).at(1_005, isCalledBack()), callbackBroken, { now: 9_000 })).toEqual({ raised: [] });
  expect(answerOf(promised.at(1_000, wantsNoCallback()), callbackBroken, { now: 9_000 })).toEqual({ raised: [] });
  expect(answerOf(caller().at(0, asksForCallback()), callbackBroken, { now: 9_000 })).toEqual({ raised: [] });
});

test('takes the flag back when a try in time is reported late', () => {
  expect(flagsOf(promised.at(3_500, isTried()), rule, { now: 5_000 })).toEqual([]);
});
