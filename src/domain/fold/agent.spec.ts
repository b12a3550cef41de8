import { expect, test } from '@jest/globals';
import { caller, contactOf, hangsUp, isBackWith, isHeldBy, isTransferred, isWrappedUp, partsFrom, queues, reaches, wrapsUp } from '../../../test/support/story.js';
import { holdMsOf, standingOf, talkMsOf, transfersOf } from '../contact.js';
import { seconds } from '../time.js';

test("tells an agent's part from answer to wrap-up", () => {
  const story = caller().at(0, queues('support')).at(10, reaches('anna')).at(40, isHeldBy('anna')).at(70, isBackWith('anna')).at(100, partsFrom('anna', 'customer'))
    .at(100, wrapsUp('anna')).at(130, isWrappedUp('anna', { disposition: 'rebate', resolved: 'partly', reason: 'rebate' }));
  const contact = contactOf(story);
  expect(contact.segments).toEqual([{
    id: 'anna#1', agent: 'anna', queue: 'support', connectedAt: seconds(10), leftAt: seconds(100), by: 'customer',
    holds: [{ from: seconds(40), to: seconds(70) }], wrapUpStartedAt: seconds(100), wrapUpEndedAt: seconds(130), disposition: 'rebate', resolved: 'partly',
  }]);
  expect(contact.segments.map((segment) => [talkMsOf(segment, 0), holdMsOf(segment, 0)])).toEqual([[seconds(60), seconds(30)]]);
  expect([contact.reason, contact.resolved]).toEqual(['rebate', 'partly']);
});

test('ignores the end of a hold that never began, and ends an open one with the part', () => {
  const story = caller().at(0, reaches('anna')).at(10, isBackWith('anna')).at(20, isHeldBy('anna')).at(21, isHeldBy('anna')).at(50, partsFrom('anna'));
  expect(contactOf(story).segments.map((segment) => segment.holds)).toEqual([[{ from: seconds(20), to: seconds(50) }]]);
});

test('counts a transfer on the part that was left', () => {
  const story = caller().at(0, reaches('anna')).at(50, isTransferred('blind', 'billing')).at(50, partsFrom('anna', 'transfer')).at(50, queues('billing')).at(70, reaches('bert'));
  const contact = contactOf(story);
  expect(transfersOf(contact).map(({ agent, transfer }) => [agent, transfer])).toEqual([['anna', { at: seconds(50), kind: 'blind', toQueue: 'billing', outside: false }]]);
  expect(contact.visits.map((visit) => visit.transferredIn)).toEqual([true]);
});

test('counts a transfer after a consultation on the part of whom it names', () => {
  const handed = { type: 'transfer.completed', data: { kind: 'consult', from: 'anna' } } as const;
  const contact = contactOf(caller().at(0, reaches('anna')).at(40, reaches('bert')).at(50, handed, partsFrom('anna', 'transfer')));
  expect(contact.segments.map(({ agent, transfer }) => [agent, transfer?.kind])).toEqual([['anna', 'consult'], ['bert', undefined]]);
});

test('ends a part with the contact, and lets the source say who left', () => {
  const story = caller().at(0, reaches('anna')).at(60, hangsUp());
  expect(contactOf(story).segments.map(({ leftAt, by }) => [leftAt, by])).toEqual([[seconds(60), 'customer']]);
  expect(contactOf(story.at(61, partsFrom('anna', 'agent'))).segments.map(({ leftAt, by }) => [leftAt, by])).toEqual([[seconds(60), 'agent']]);
});

test('believes an answer that a slow clock puts after the end', () => {
  const story = caller().at(0, queues('support')).at(60, hangsUp()).at(60.05, reaches('anna', 'support'));
  const contact = contactOf(story);
  expect(contact.visits.map(({ reason, agent }) => [reason, agent])).toEqual([['answered', 'anna']]);
  expect(contact.segments.map(({ connectedAt, leftAt }) => [connectedAt, leftAt])).toEqual([[seconds(60.05), seconds(60.05)]]);
  expect(standingOf(contact).stage).toBe('ended');
});

test('takes a second report of the same answer for the same part', () => {
  expect(contactOf(caller().at(0, reaches('anna')).at(1, reaches('anna'))).segments).toHaveLength(1);
});
