import { expect, test } from '@jest/globals';
import { caller, contactOf, ends, enters, givesReason, hangsUp, isTransferred, leavesQueue, partsFrom, queues, reaches } from '../../test/support/story.js';
import type { Story } from '../../test/support/story.js';
import { unnamedFloor } from './floor.js';
import { JOURNEY_CONTACTS, lossOf, summarise, withContact, withoutContact } from './journey.js';
import type { ContactSummary, Journey } from './journey.js';
import { seconds } from './time.js';

const loss = (story: Story) => lossOf(contactOf(story), unnamedFloor);
const summary = (id: string, startedAt: number): ContactSummary => ({ id, startedAt, channel: 'voice', direction: 'inbound', reached: 'none' });

test('sums a contact up', () => {
  const story = caller({ from: 'a7f3', to: '+4930' }).at(0, enters('billing')).at(10, queues('support')).at(40, hangsUp());
  expect(summarise(contactOf(story), unnamedFloor)).toEqual({
    id: 'call', customer: 'a7f3', channel: 'voice', direction: 'inbound', entry: '+4930', startedAt: 0, endedAt: seconds(40),
    reason: 'billing', reached: 'queue', node: 'billing', queue: 'support', loss: { why: 'abandoned', at: seconds(40), queue: 'support', waitedMs: seconds(30) },
    ending: { queue: 'support' }, talkMs: 0,
  });
});

test('takes the stated reason, else the last menu choice, else the queue', () => {
  const reasonOf = (story: Story) => summarise(contactOf(story), unnamedFloor).reason;
  const queued = caller().at(10, queues('support'));
  expect([queued, queued.at(0, enters('billing')), queued.at(0, enters('billing')).at(20, givesReason('rebate'))].map(reasonOf)).toEqual(['support', 'billing', 'rebate']);
});

test('names how a contact let its caller down', () => {
  const queued = caller().at(0, queues('support'));
  const served = queued.at(10, reaches('anna'));
  const passed = served.at(60, isTransferred()).at(60, partsFrom('anna', 'transfer'));
  expect([
    queued.at(30, hangsUp()), queued.at(30, leavesQueue('support', 'timeout')).at(31, ends('system')), served.at(60, ends('system')),
    passed.at(90, hangsUp()), passed.at(60, queues('billing')).at(90, hangsUp()),
  ].map((story) => loss(story)?.why)).toEqual(['abandoned', 'turned-away', 'cut-off', 'lost-in-transfer', 'lost-in-transfer']);
});

test('loses nobody who was served, left at once, chose to leave, is still here, or was lost sight of', () => {
  const queued = caller().at(0, queues('support'));
  expect([
    queued.at(10, reaches('anna')).at(60, hangsUp()), queued.at(5, hangsUp()), queued.at(30, leavesQueue('support', 'callback')).at(31, hangsUp()),
    queued, queued.at(30, ends('inferred')), caller({ direction: 'outbound' }).at(0, queues('support')).at(30, hangsUp()),
  ].map(loss)).toEqual([undefined, undefined, undefined, undefined, undefined, undefined]);
});

test('holds contacts by their start, each once, the newest when there are many', () => {
  const empty: Journey = { customer: 'a7f3', contacts: [] };
  const two = [summary('b', 5), summary('a', 1), { ...summary('b', 5), reason: 'rebate' }].reduce(withContact, empty);
  expect(two).toEqual({ customer: 'a7f3', contacts: [summary('a', 1), { ...summary('b', 5), reason: 'rebate' }] });
  expect(withoutContact(two, 'a').contacts.map((each) => each.id)).toEqual(['b']);
  const many = Array.from({ length: JOURNEY_CONTACTS + 1 }, (_, place) => summary(`c${place}`, place)).reduce(withContact, empty);
  expect([many.contacts.length, many.contacts[0]?.id]).toEqual([JOURNEY_CONTACTS, 'c1']);
});
