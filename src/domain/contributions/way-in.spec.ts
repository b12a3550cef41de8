import { expect, test } from '@jest/globals';
import { caller, contactOf, enters, hangsUp, presses, queues, reaches, types } from '../../../test/support/story.js';
import { spreadMeasure } from '../spread.js';
import { seconds } from '../time.js';
import { tallyWayIn } from './way-in.js';

test('tells how long it took to the first queue and the first agent, and how many keys', () => {
  const story = caller().at(2, enters('main')).at(5, presses('1'), enters('cards')).at(8, presses('2')).at(9, queues('bank')).at(39, reaches('anna')).at(50, queues('loans')).at(80, reaches('bert')).at(90, hangsUp());
  expect(tallyWayIn(contactOf(story))).toEqual({
    toQueue: 1, toQueueMs: seconds(9), [spreadMeasure('toQueue', seconds(9))]: 1, toHuman: 1, toHumanMs: seconds(39), [spreadMeasure('toHuman', seconds(39))]: 1,
    keyed: 1, keys: 2, [spreadMeasure('keys', 2)]: 1,
  });
});

test('knows of no keys where no input is told, and of none where only a slot was filled', () => {
  const silent = caller().at(2, enters('main')).at(9, queues('bank'));
  expect(tallyWayIn(contactOf(silent))).not.toHaveProperty('keys');
  expect(tallyWayIn(contactOf(caller().at(2, enters('main')).at(5, types('account', 8)).at(9, queues('bank'))))).toMatchObject({ keyed: 1, keys: 0 });
});

test('an answer without a queue is no queue', () => {
  expect(tallyWayIn(contactOf(caller().at(7, reaches('anna', 'bank')).at(90, hangsUp())))).toEqual({ toHuman: 1, toHumanMs: seconds(7), [spreadMeasure('toHuman', seconds(7))]: 1 });
});

test('who reached nobody has no way', () => {
  expect(tallyWayIn(contactOf(caller().at(0, enters('main')).at(3, presses('1')).at(20, hangsUp())))).toEqual({});
});
