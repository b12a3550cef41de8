import { expect, test } from '@jest/globals';
import { seconds } from '../domain/time.js';
import { caller, flagsOf, hangsUp, queues, reaches, rings, stopsRinging } from '../../test/support/story.js';
import { ringNoAnswer } from './ring-no-answer.js';

const rule = [ringNoAnswer];
const once = caller().at(0, queues('support')).at(5, rings('anna')).at(25, stopsRinging('anna'));
const twice = once.at(26, rings('bert')).at(46, stopsRinging('bert', 'rejected'));

test('flags the second ringing in vain, until someone answers', () => {
  expect(flagsOf(twice, rule, { floor: { agents: { anna: { name: 'Anna' } } } })).toEqual([{
    rule: 'ring-no-answer', subject: 'contact', since: seconds(46), severity: 'warning',
    because: 'rang twice in vain: Anna and bert', place: { agent: 'bert', queue: 'support' },
  }]);
  expect(flagsOf(twice.at(60, reaches('carla')), rule).map(({ until }) => until)).toEqual([seconds(60)]);
  expect(flagsOf(twice.at(70, hangsUp()), rule).map(({ until }) => until)).toEqual([seconds(70)]);
});

test('is severe from the fourth round on', () => {
  const often = twice.at(47, rings('anna')).at(60, stopsRinging('anna')).at(61, rings('anna')).at(80, stopsRinging('anna', 'unreachable'));
  expect(flagsOf(often, rule).map(({ severity, because }) => [severity, because])).toEqual([['severe', 'rang 4 times in vain: anna 3 times and bert']]);
});

test('takes phones that ring at the same time for one round', () => {
  const all = caller().at(0, queues('support')).at(5, rings('anna'), rings('bert'), rings('carla')).at(25, stopsRinging('anna'), stopsRinging('bert'), stopsRinging('carla'));
  expect(flagsOf(all, rule)).toEqual([]);
});

test('stays quiet for one that was answered, withdrawn, or rang on', () => {
  expect(flagsOf(once, rule)).toEqual([]);
  expect(flagsOf(once.at(26, rings('bert')).at(30, reaches('bert')), rule)).toEqual([]);
  expect(flagsOf(once.at(26, rings('bert')).at(30, stopsRinging('bert', 'cancelled')), rule)).toEqual([]);
  expect(flagsOf(once.at(26, rings('bert')), rule)).toEqual([]);
});

test('takes the flag back when the answer is reported late', () => {
  expect(flagsOf(twice.at(40, reaches('bert')), rule)).toEqual([]);
});
