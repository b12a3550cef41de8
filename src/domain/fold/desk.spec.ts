import { expect, test } from '@jest/globals';
import { answersPrompt, caller, contactOf, getsPromised, givesReason, hangsUp, isAsked, isPromised, isWrappedUp, reaches } from '../../../test/support/story.js';
import type { Story } from '../../../test/support/story.js';
import { seconds } from '../time.js';
import { summarise } from '../journey.js';
import { unnamedFloor } from '../floor.js';

const call = caller().at(5, reaches('al', 'support')).at(10, givesReason('rebate')).at(60, hangsUp());
const outcomeOf = (story: Story) => {
  const { reason, resolved, resolvedBy, blocked, segments } = contactOf(story);
  return { reason, resolved, by: resolvedBy?.agent, at: resolvedBy?.at, blocked, part: segments[0]?.resolved };
};

test('what an agent answers is what is known of the outcome, and who said it', () => {
  const story = call.at(62, isAsked('al')).at(64, answersPrompt('al', { reason: 'bill' })).at(65, answersPrompt('al', { resolved: 'no' })).at(66, answersPrompt('al', { blocked: 'policy' }));
  expect(outcomeOf(story)).toEqual({ reason: 'bill', resolved: 'no', by: 'al', at: seconds(66), blocked: 'policy', part: 'no' });
});

test('a workaround is partly, for the product\'s sake', () => {
  expect(outcomeOf(call.at(65, answersPrompt('al', { resolved: 'workaround' })))).toMatchObject({ resolved: 'partly', blocked: 'product' });
});

test('"not mine" takes the own word back and leaves another\'s', () => {
  const other = isWrappedUp('bo', { resolved: 'no' });
  expect(outcomeOf(call.at(65, answersPrompt('al', { resolved: 'yes' })).at(66, answersPrompt('al', { resolved: 'not-mine' })))).toMatchObject({ resolved: undefined, by: undefined, blocked: undefined });
  expect(outcomeOf(call.at(65, other).at(66, answersPrompt('al', { resolved: 'not-mine' })))).toMatchObject({ resolved: 'no', by: 'bo' });
});

test('the last word counts, whether the desk or the platform says it', () => {
  expect(outcomeOf(call.at(65, answersPrompt('al', { resolved: 'no', blocked: 'system' })).at(80, isWrappedUp('al', { resolved: 'yes' })))).toMatchObject({ resolved: 'yes', at: seconds(80), blocked: undefined });
  expect(outcomeOf(call.at(65, isWrappedUp('al', { resolved: 'yes' })).at(80, answersPrompt('al', { resolved: 'partly' })))).toMatchObject({ resolved: 'partly', at: seconds(80) });
});

test('a prompt that ran out leaves everything as it was', () => {
  const expired = call.at(62, isAsked('al')).at(700, { type: 'prompt.expired', data: { agent: 'al' } });
  expect(outcomeOf(expired)).toEqual(outcomeOf(call));
  expect(contactOf(expired).prompts).toMatchObject([{ agent: 'al', expiredAt: seconds(700), answers: {} }]);
});

test('promises are kept with the contact, and told to the journey', () => {
  const contact = contactOf(call.at(50, isPromised('p', seconds(900)), isPromised('q')).at(700, getsPromised('q')));
  expect(contact.promises).toEqual([{ id: 'p', madeAt: seconds(50), due: seconds(900) }, { id: 'q', madeAt: seconds(50), fulfilledAt: seconds(700) }]);
  expect(summarise(contact, unnamedFloor).promises).toEqual(contact.promises);
  expect(summarise(contactOf(call), unnamedFloor).promises).toBeUndefined();
});
