import { expect, test } from '@jest/globals';
import { seconds } from '../domain/time.js';
import { answersPrompt, asksAgainAt, caller, flagsOf, hangsUp, isAsked, isWrappedUp, queues, reaches, wrapsUp } from '../../test/support/story.js';
import { noDisposition } from './no-disposition.js';

const rule = [noDisposition];
const over = caller().at(0, queues('support')).at(10, reaches('anna', 'support')).at(100, hangsUp());
const wrapping = over.at(101, wrapsUp('anna'));
const expired = { type: 'prompt.expired', data: { agent: 'anna' } } as const;

test('notes a wrap-up of more than five minutes that says nothing, and asks again right after them', () => {
  expect(asksAgainAt(wrapping, noDisposition)).toBe(seconds(401) + 1);
  expect(flagsOf(wrapping, rule, { now: 401 })).toEqual([]);
  expect(flagsOf(wrapping, rule, { now: 402, floor: { agents: { anna: { name: 'Anna' } } } })).toEqual([{
    rule: 'no-disposition', subject: 'anna', since: seconds(401), until: seconds(401), severity: 'note',
    because: 'no result after 5:00 of wrap-up by Anna', place: { agent: 'anna', queue: 'support' },
  }]);
  expect(flagsOf(wrapping.at(500, isWrappedUp('anna')), rule)).toHaveLength(1);
});

test('notes questions at the desk that expired', () => {
  const asked = over.at(101, isAsked('anna')).at(161, expired);
  expect(flagsOf(asked, rule).map(({ since, because }) => [since, because])).toEqual([[seconds(161), 'anna left the questions at the end unanswered for 1:00']]);
});

test('stays quiet for a disposition, however late, a wrap-up in time, an answer at the desk, and where nobody wraps up', () => {
  const others = [
    wrapping.at(500, isWrappedUp('anna', { disposition: 'done' })), wrapping.at(130, isWrappedUp('anna')), over,
    wrapping.at(102, isAsked('anna')).at(120, answersPrompt('anna', { resolved: 'yes', reason: 'bill' })),
  ];
  expect(others.flatMap((story) => flagsOf(story, rule, { now: 900 }))).toEqual([]);
});

test('takes the note back when the disposition is reported late', () => {
  expect(flagsOf(wrapping, rule, { now: 900 })).toHaveLength(1);
  expect(flagsOf(wrapping.at(300, isWrappedUp('anna', { disposition: 'done' })), rule, { now: 900 })).toEqual([]);
});
