import { expect, test } from '@jest/globals';
import { seconds } from '../domain/time.js';
import { answersPrompt, caller, flagsOf, givesReason, hangsUp, isAsked, isAskedForMore, isWrappedUp, queues, reaches } from '../../test/support/story.js';
import { closedTooSoon } from './closed-too-soon.js';

const rule = [closedTooSoon];
const asked = caller().at(0, queues('billing')).at(10, reaches('anna', 'billing')).at(11, givesReason('rebate')).at(140, isAskedForMore('anna'));
const open = asked.at(141, isAsked('anna')).at(150, answersPrompt('anna', { resolved: 'no', blocked: 'policy' }));

test('flags the question for anything else while the matter is open, as long as someone can act', () => {
  expect(flagsOf(open, rule, { floor: { agents: { anna: { name: 'Anna' } } } })).toEqual([{
    rule: 'closed-too-soon', subject: 'contact', since: seconds(140), severity: 'warning',
    because: 'asked for anything else 2:10 into the talk, with rebate not resolved by Anna', place: { agent: 'anna', queue: 'billing' },
  }]);
  expect(flagsOf(open.at(160, hangsUp()), rule).map(({ until }) => until)).toEqual([seconds(760)]);
});

test('flags what the wrap-up says afterwards, for the lists and no alert', () => {
  const after = asked.at(160, hangsUp()).at(200, isWrappedUp('anna', { resolved: 'partly' }));
  expect(flagsOf(after, rule).map(({ until }) => until)).toEqual([seconds(160)]);
  expect(flagsOf(after, rule).map(({ because }) => because)).toEqual(['asked for anything else 2:10 into the talk, with rebate only partly resolved by anna']);
});

test('stays quiet where nobody has said how it stands, where it is resolved, and where the question was not asked', () => {
  expect(flagsOf(asked.at(160, hangsUp()), rule)).toEqual([]);
  expect(flagsOf(asked.at(150, isWrappedUp('anna', { resolved: 'yes' })), rule)).toEqual([]);
  expect(flagsOf(caller().at(0, reaches('anna')).at(60, isWrappedUp('anna', { resolved: 'no' })), rule)).toEqual([]);
});

test('takes the flag back when the agent says later that it is resolved', () => {
  expect(flagsOf(open.at(300, isWrappedUp('anna', { resolved: 'yes' })), rule)).toEqual([]);
});
