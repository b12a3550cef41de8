import { expect, test } from '@jest/globals';
import { seconds } from '../domain/time.js';
import { caller, flagsOf, hangsUp, isTransferred, partsFrom, reaches } from '../../test/support/story.js';
import { passedAround } from './passed-around.js';

const rule = [passedAround];
const once = caller().at(0, reaches('anna', 'sales')).at(60, isTransferred(), partsFrom('anna', 'transfer')).at(70, reaches('bert', 'support'));
const twice = once.at(200, isTransferred('consult'), partsFrom('bert', 'transfer')).at(210, reaches('carla', 'billing'));

test('flags the second transfer, as long as the contact is up', () => {
  expect(flagsOf(twice, rule, { floor: { queues: { sales: { name: 'Sales' } } } })).toEqual([{
    rule: 'passed-around', subject: 'contact', since: seconds(200), severity: 'warning',
    because: 'transferred twice in 3:20: was with Sales, support and billing', place: { agent: 'bert', queue: 'support' },
  }]);
});

test('clears itself ten minutes after the end', () => {
  expect(flagsOf(twice.at(300, hangsUp()), rule).map((flag) => flag.until)).toEqual([seconds(900)]);
});

test('stays quiet after one transfer, and one that failed', () => {
  expect(flagsOf(once, rule)).toEqual([]);
  expect(flagsOf(once.at(200, { type: 'transfer.failed', data: {} }), rule)).toEqual([]);
});

test('counts a transfer once that is reported twice over', () => {
  expect(flagsOf(once.at(61, isTransferred()), rule)).toEqual([]);
});

test('names agents where no queue is known, and is severe from the fourth on', () => {
  const names = ['anna', 'bert', 'carla', 'dora'];
  const story = names.reduce((told, name, place) => told.at(place * 60, reaches(name)).at(place * 60 + 59, partsFrom(name, 'transfer')), caller());
  expect(flagsOf(story, rule)).toEqual([{
    rule: 'passed-around', subject: 'contact', since: seconds(119), severity: 'severe',
    because: 'transferred 4 times in 3:59: was with anna, bert, carla and dora', place: { agent: 'dora' },
  }]);
});
