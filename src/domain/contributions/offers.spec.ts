import { expect, test } from '@jest/globals';
import { singles } from '../../../test/support/contributions.js';
import { caller, contactOf, hangsUp, queues, reaches, rings, stopsRinging } from '../../../test/support/story.js';
import type { Story } from '../../../test/support/story.js';
import { unnamedFloor } from '../floor.js';
import { contributionsOf } from './contact.js';

const told = (story: Story, key: string): readonly string[] => singles(contributionsOf(contactOf(story), unnamedFloor))
  .filter((each) => each.key === key && each.measure.startsWith('offer.')).map(({ attribution, at, measure }) => `${attribution} ${at / 1_000} ${measure}`);
const waits = caller().at(0, queues('bank'));
const vain = waits.at(5, rings('anna')).at(20, stopsRinging('anna', 'timeout')).at(21, rings('bert')).at(24, stopsRinging('bert', 'rejected'));

test('counts each phone that rang, for its agent, its queue and in total, once the contact is over', () => {
  const story = vain.at(30, rings('anna')).at(33, reaches('anna', 'bank')).at(60, hangsUp());
  expect(told(story, 'voice/agent/anna')).toEqual([
    'arrival 5 offer.timeout', 'completion 20 offer.timeout', 'disconnect 60 offer.timeout', 'arrival 30 offer.answered', 'completion 33 offer.answered', 'disconnect 60 offer.answered',
  ]);
  expect(told(story, 'voice/agent/bert')).toEqual(['arrival 21 offer.rejected', 'completion 24 offer.rejected', 'disconnect 60 offer.rejected']);
  expect([told(story, 'voice/queue/bank').length, told(story, 'voice/total').length]).toEqual([9, 9]);
  expect(told(vain, 'voice/agent/anna')).toEqual([]);
});

test('what was cancelled or answered elsewhere is nobody\'s', () => {
  const all = waits.at(5, rings('anna'), rings('bert')).at(9, reaches('bert', 'bank')).at(60, hangsUp());
  expect([told(all, 'voice/agent/anna'), told(all, 'voice/agent/bert').length]).toEqual([[], 3]);
  expect(told(waits.at(5, rings('anna')).at(9, stopsRinging('anna', 'cancelled')).at(9, hangsUp()), 'voice/total')).toEqual([]);
});

test('what is told of an offer after the end of its contact counts nothing', () => {
  const story = waits.at(5, rings('anna')).at(20, hangsUp());
  expect(told(story.at(25, stopsRinging('anna', 'timeout')), 'voice/total')).toEqual(told(story, 'voice/total'));
  expect(told(story, 'voice/total')).toEqual([]);
});
