import { expect, test } from '@jest/globals';
import { asksForCallback, caller, contactOf, hangsUp, isCalledBack, isTried, leavesQueue, partsFrom, queues, reaches } from '../../test/support/story.js';
import type { Story } from '../../test/support/story.js';
import { seconds } from '../domain/time.js';
import { saidOf } from './linked-calls.js';

const theirs = caller({ id: 'a', from: 'tel_1' }).at(0, queues('bill')).at(60, leavesQueue('bill', 'callback'), asksForCallback()).at(61, hangsUp());
const link = { type: 'contact.linked', data: { contact: 'a', relation: 'callback' } } as const;
const ours = (direction: 'callback' | 'outbound' = 'callback'): Story => caller({ id: 'b', begins: seconds(600), direction }).at(0, link);
const dialled = { type: 'outbound.dialed', data: {} } as const;
const result = (what: 'answered' | 'busy') => ({ type: 'outbound.result', data: { result: what } }) as const;
const said = (call: Story, to = theirs): unknown[] => saidOf(contactOf(call), contactOf(to)).map(({ type, subject, data }) => [type, subject, data]);

const attempt = (what: string): unknown => ['callback.attempted', 'a', { callback: 'b', agent: 'anna', result: what }];

test('a linked call that was picked up reached whom it was made for, and is theirs', () => {
  const call = ours().at(2, dialled).at(9, result('answered')).at(9, reaches('anna'));
  expect(said(call)).toEqual([
    ['customer.identified', 'b', { customer: 'tel_1' }], attempt('answered'), ['callback.reached', 'a', { callback: 'b', agent: 'anna' }],
  ]);
});

test('one that was not is a try', () => {
  expect(said(ours().at(1, reaches('anna')).at(2, dialled).at(20, result('busy')).at(21, partsFrom('anna')).at(21, hangsUp())).slice(1)).toEqual([attempt('busy')]);
  expect(said(ours().at(1, reaches('anna')).at(2, dialled).at(40, hangsUp())).slice(1)).toEqual([['callback.attempted', 'a', { callback: 'b', agent: 'anna' }]]);
});

test('one whose source tells nothing of dialling reached them when an agent talked', () => {
  expect(said(ours().at(3, reaches('anna')).at(90, hangsUp())).slice(1)).toEqual([attempt('answered'), ['callback.reached', 'a', { callback: 'b', agent: 'anna' }]]);
});

test('nothing is said while it rings, nor what the platform has said itself', () => {
  expect(said(ours().at(1, reaches('anna')).at(2, dialled))).toEqual([]);
  const told = theirs.at(602, isTried()).at(610, isCalledBack());
  expect(said(ours().at(2, dialled).at(9, result('answered')), told).slice(1)).toEqual([]);
});
