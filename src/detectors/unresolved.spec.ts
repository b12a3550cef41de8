import { expect, test } from '@jest/globals';
import { seconds } from '../domain/time.js';
import { caller, flagsOf, givesReason, hangsUp, isWrappedUp, partsFrom, reaches } from '../../test/support/story.js';
import type { Happening } from '../../test/support/story.js';
import { unresolved } from './unresolved.js';

const rule = [unresolved];
const served = caller().at(0, reaches('anna', 'support')).at(10, givesReason('rebate')).at(60, hangsUp());

test('notes what the agent could not resolve', () => {
  expect(flagsOf(served.at(80, isWrappedUp('anna', { resolved: 'no' })), rule, { floor: { agents: { anna: { name: 'Anna' } } } })).toEqual([{
    rule: 'unresolved', subject: 'contact', since: seconds(80), until: seconds(80), severity: 'note',
    because: 'Anna said: not resolved, about rebate', place: { agent: 'anna', queue: 'support' },
  }]);
});

test('notes a workaround as partly, unless the floor is fine with those', () => {
  const story = served.at(80, isWrappedUp('anna', { resolved: 'partly' }));
  expect(flagsOf(story, rule).map((flag) => flag.because)).toEqual(['anna said: only partly resolved, about rebate']);
  expect(flagsOf(story, rule, { floor: { flags: { unresolved: { options: { partly: false } } } } })).toEqual([]);
});

test('stays quiet for yes, and where nobody said', () => {
  expect(flagsOf(served.at(80, isWrappedUp('anna', { resolved: 'yes' })), rule)).toEqual([]);
  expect(flagsOf(served.at(80, isWrappedUp('anna')), rule)).toEqual([]);
});

test('names what blocked the agent, as they said at the desk', () => {
  const answered = (answers: Record<string, string>): Happening => ({ type: 'prompt.answered', data: { agent: 'anna', answers } });
  const said = (...answers: Record<string, string>[]) => flagsOf(served.at(70, ...answers.map(answered)), rule).map(({ because, place }) => [because, place]);
  expect(said({ resolved: 'no' }, { blocked: 'policy' })).toEqual([['anna said: not resolved, about rebate, blocked by policy', { agent: 'anna', queue: 'support' }]]);
  expect(said({ reason: 'bill', resolved: 'workaround' })).toEqual([['anna said: only partly resolved, about bill, blocked by a product defect', { agent: 'anna', queue: 'support' }]]);
  expect(said({ resolved: 'not-mine' })).toEqual([]);
  expect(said({ resolved: 'no' }, { resolved: 'not-mine' })).toEqual([]);
  expect(said({ resolved: 'no', blocked: 'policy' }, { resolved: 'yes' })).toEqual([]);
});

test('takes a prompt that nobody answered for no word at all', () => {
  expect(flagsOf(served.at(70, { type: 'prompt.shown', data: { agent: 'anna' } }).at(700, { type: 'prompt.expired', data: { agent: 'anna' } }), rule)).toEqual([]);
});

test('waits for the end, and takes the last word', () => {
  const passed = caller().at(0, reaches('anna')).at(50, partsFrom('anna', 'transfer')).at(52, reaches('bert')).at(60, isWrappedUp('anna', { resolved: 'no' }));
  expect(flagsOf(passed, rule)).toEqual([]);
  expect(flagsOf(passed.at(200, hangsUp()).at(210, isWrappedUp('bert', { resolved: 'yes' })), rule)).toEqual([]);
  expect(flagsOf(passed.at(200, hangsUp()), rule).map((flag) => flag.because)).toEqual(['anna said: not resolved']);
});
