import { expect, test } from '@jest/globals';
import { seconds } from '../domain/time.js';
import { caller, enters, flagsOf, hearsNothingFor, isBackWith, isHeldBy, reaches } from '../../test/support/story.js';
import { deadAir } from './dead-air.js';

const rule = [deadAir];
const talking = caller().at(0, enters('main')).at(20, reaches('anna', 'support'));

test('notes silences with an agent on the line, the longest of them', () => {
  const silent = talking.at(100, hearsNothingFor(32)).at(200, hearsNothingFor(45));
  expect(flagsOf(silent, rule, { floor: { agents: { anna: { name: 'Anna' } } } })).toEqual([{
    rule: 'dead-air', subject: 'anna#1', since: seconds(100), until: seconds(100), severity: 'note',
    because: 'silent with Anna for 0:45, the longest of twice', place: { agent: 'anna', queue: 'support' },
  }]);
});

test('stays quiet for a short silence, one in the menu, and one before the agent came', () => {
  expect(flagsOf(talking.at(100, hearsNothingFor(29)), rule)).toEqual([]);
  expect(flagsOf(caller().at(0, enters('main')).at(60, hearsNothingFor(50)), rule)).toEqual([]);
  expect(flagsOf(talking.at(30, hearsNothingFor(45)), rule)).toEqual([]);
});

test('takes off what fell on a hold, also when the hold is reported late', () => {
  const silent = talking.at(100, hearsNothingFor(45));
  expect(flagsOf(silent, rule)).toHaveLength(1);
  expect(flagsOf(silent.at(60, isHeldBy('anna')).at(90, isBackWith('anna')), rule)).toEqual([]);
});
