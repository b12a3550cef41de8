import { expect, test } from '@jest/globals';
import { seconds } from '../domain/time.js';
import { caller, ends, flagsOf, hangsUp, isBackWith, isCalledBack, isHeldBy, partsFrom, queues, reaches } from '../../test/support/story.js';
import { hungUpOnHold } from './hung-up-on-hold.js';

const rule = [hungUpOnHold];
const held = caller().at(0, queues('support')).at(10, reaches('anna', 'support')).at(95, isHeldBy('anna'));

test('flags a customer who hangs up on hold, for ten minutes or until reached', () => {
  const gone = held.at(195, hangsUp());
  expect(flagsOf(gone, rule, { floor: { agents: { anna: { name: 'Anna' } } } })).toEqual([{
    rule: 'hung-up-on-hold', subject: 'anna#1', since: seconds(195), until: seconds(795), severity: 'warning',
    because: 'hung up after 1:40 on hold by Anna, 3:05 into the talk', place: { agent: 'anna', queue: 'support' },
  }]);
  expect(flagsOf(gone.at(400, isCalledBack()), rule).map(({ until }) => until)).toEqual([seconds(400)]);
});

test('takes parking for a hold', () => {
  const parked = caller().at(0, reaches('anna')).at(20, { type: 'park.started', data: {} }).at(80, hangsUp());
  expect(flagsOf(parked, rule).map(({ because }) => because)).toEqual(['hung up after 1:00 on hold by anna, 1:20 into the talk']);
});

test('stays quiet for a hold that ended, an agent who ends it, a short one, and an end that was inferred', () => {
  const others = [
    held.at(120, isBackWith('anna')).at(195, hangsUp()), held.at(195, partsFrom('anna', 'agent')).at(196, ends('agent')),
    held.at(99, hangsUp()), held.at(195, ends('inferred')), held.at(195, ends('system')),
  ];
  expect(others.flatMap((story) => flagsOf(story, rule))).toEqual([]);
});

test('takes the flag back when it shows late that the agent was back before', () => {
  expect(flagsOf(held.at(195, hangsUp()).at(190, isBackWith('anna')), rule)).toEqual([]);
});
