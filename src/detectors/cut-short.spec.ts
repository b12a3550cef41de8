import { expect, test } from '@jest/globals';
import { seconds } from '../domain/time.js';
import { caller, ends, flagsOf, hangsUp, isHeldBy, partsFrom, queues, reaches } from '../../test/support/story.js';
import { cutShort } from './cut-short.js';

const rule = [cutShort];
const answered = caller().at(0, queues('support')).at(130, reaches('anna', 'support'));

test('notes an agent who hangs up after some seconds', () => {
  expect(flagsOf(answered.at(137, partsFrom('anna', 'agent'), ends('agent')), rule)).toEqual([{
    rule: 'cut-short', subject: 'anna#1', since: seconds(137), until: seconds(137), severity: 'note',
    because: 'anna hung up after 0:07 of talk, 2:10 after the contact began', place: { agent: 'anna', queue: 'support' },
  }]);
});

test('leaves hold out of the talk', () => {
  const held = answered.at(140, isHeldBy('anna')).at(200, ends('agent'));
  expect(flagsOf(held, rule).map(({ because }) => because)).toEqual(['anna hung up after 0:10 of talk, 2:10 after the contact began']);
});

test('stays quiet for a caller who hangs up, a talk of 20 seconds, a transfer, and a call that an agent made', () => {
  const out = caller({ direction: 'outbound' }).at(0, reaches('anna')).at(5, ends('agent'));
  const others = [
    answered.at(137, hangsUp()), answered.at(150, ends('agent')), answered.at(137, partsFrom('anna', 'transfer')).at(138, queues('sales')).at(150, hangsUp()),
    answered.at(137, partsFrom('anna', 'agent')).at(138, queues('sales')).at(200, hangsUp()), out, answered.at(137, partsFrom('anna', 'agent')),
  ];
  expect(others.flatMap((story) => flagsOf(story, rule))).toEqual([]);
});

test('takes the note back when the beginning of the talk is reported late', () => {
  const late = answered.at(137, ends('agent'));
  expect(flagsOf(late, rule)).toHaveLength(1);
  expect(flagsOf(late.at(90, reaches('anna', 'support')), rule)).toEqual([]);
});
