import { expect, test } from '@jest/globals';
import { seconds } from '../domain/time.js';
import { caller, flagsOf, leavesQueue, queues, reaches, hangsUp } from '../../test/support/story.js';
import { turnedAway } from './turned-away.js';

const rule = [turnedAway];

test('flags a caller whose wait timed out, for ten minutes', () => {
  const story = caller().at(0, queues('billing')).at(130, leavesQueue('billing', 'timeout')).at(131, hangsUp());
  expect(flagsOf(story, rule, { floor: { queues: { billing: { name: 'Billing' } } } })).toEqual([{
    rule: 'turned-away', subject: 'billing#1', since: seconds(130), until: seconds(730), severity: 'severe',
    because: 'turned away from Billing after 2:10: the wait timed out', place: { queue: 'billing' },
  }]);
});

test('names each way of being refused', () => {
  const ways = (['empty', 'full', 'unavailable'] as const).map((way) => caller().at(0, queues('billing')).at(1, leavesQueue('billing', way)));
  expect(ways.flatMap((story) => flagsOf(story, rule)).map(({ severity, because }) => [severity, because])).toEqual([
    ['warning', 'turned away from billing after 0:01: no agent was signed in'],
    ['warning', 'turned away from billing after 0:01: the queue was full'],
    ['warning', 'turned away from billing after 0:01: no agent was available'],
  ]);
});

test('is over when an agent takes the caller after all', () => {
  const story = caller().at(0, queues('billing')).at(30, leavesQueue('billing', 'timeout')).at(30, queues('overflow')).at(50, reaches('anna'));
  expect(flagsOf(story, rule).map(({ subject, until }) => [subject, until])).toEqual([['billing#1', seconds(50)]]);
});

test('stays quiet for an answer, a hang-up, a choice and a planned overflow', () => {
  const ways = (['answered', 'abandoned', 'exit-key', 'voicemail', 'callback', 'overflow', 'closed'] as const)
    .map((way) => caller().at(0, queues('billing')).at(30, leavesQueue('billing', way)));
  expect(ways.flatMap((story) => flagsOf(story, rule))).toEqual([]);
});

test('stays quiet outside the hours of the number called, and of the queue', () => {
  const calendars = { office: { hours: {}, holidays: [] } };
  const story = caller({ to: '+4930' }).at(0, queues('billing')).at(30, leavesQueue('billing', 'empty'));
  expect(flagsOf(story, rule, { floor: { calendars, entries: { '+4930': { calendar: 'office' } } } })).toEqual([]);
  expect(flagsOf(story, rule, { floor: { calendars, queues: { billing: { calendar: 'office' } } } })).toEqual([]);
  expect(flagsOf(story, rule, { floor: { calendars } })).toHaveLength(1);
});

test('takes the flag back when the source corrects the reason', () => {
  const story = caller().at(0, queues('billing')).at(30, leavesQueue('billing', 'timeout'));
  expect(flagsOf(story, rule)).toHaveLength(1);
  expect(flagsOf(story.at(29, leavesQueue('billing', 'abandoned')), rule)).toEqual([]);
});
