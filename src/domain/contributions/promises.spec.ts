import { expect, test } from '@jest/globals';
import { caller, contactOf, hangsUp, partsFrom, reaches } from '../../../test/support/story.js';
import { singles } from '../../../test/support/contributions.js';
import { unnamedFloor } from '../floor.js';
import type { Contribution } from '../metric.js';
import { HOUR } from '../time.js';
import { contributionsOf } from './contact.js';
import { contributionsOfPromises } from './promises.js';

const floor = { ...unnamedFloor, agents: { al: { team: 'north' } }, queues: { support: { team: 'south' }, tech: { team: 'south' } } };
const call = caller().at(10, reaches('al', 'support')).at(50, partsFrom('al', 'transfer')).at(60, reaches('bo', 'tech'))
  .at(40, { type: 'promise.made', data: { promise: 'p', due: 2 * HOUR } }).at(70, { type: 'promise.made', data: { promise: 'q', due: 3 * HOUR } }, { type: 'promise.made', data: { promise: 'open' } })
  .at(80, hangsUp()).at(7_200, { type: 'promise.fulfilled', data: { promise: 'p' } });
const told = (list: readonly Contribution[]): string[] => singles(list).map(({ at, key, measure }) => `${at / HOUR} ${key} ${measure}`);

test('counts a promise when it is due, for the queue and the team of whoever made it', () => {
  expect(told(contributionsOfPromises(contactOf(call), floor, 'rebate'))).toEqual([
    '2 voice/contacts promises', '2 voice/contacts promisesKept', '2 voice/queue/support promises', '2 voice/queue/support promisesKept',
    '2 voice/team/north promises', '2 voice/team/north promisesKept', '2 voice/reason/rebate promises', '2 voice/reason/rebate promisesKept',
    '3 voice/contacts promises', '3 voice/queue/tech promises', '3 voice/team/south promises', '3 voice/reason/rebate promises',
  ]);
});

test('one that was kept late was not kept', () => {
  const late = call.at(3 * 3_600 + 1, { type: 'promise.fulfilled', data: { promise: 'q' } });
  expect(told(contributionsOfPromises(contactOf(late), floor, undefined)).filter((each) => each.startsWith('3'))).not.toContain('3 voice/contacts promisesKept');
});

test('is among what a contact counts', () => {
  expect(singles(contributionsOf(contactOf(call), floor)).filter(({ measure }) => measure === 'promises').map(({ key }) => key)).toContain('voice/team/north');
});
