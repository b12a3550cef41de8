import { expect, test } from '@jest/globals';
import { seconds } from '../domain/time.js';
import { caller, comesOut, enters, flagsOf, queues } from '../../test/support/story.js';
import { menuTooDeep } from './menu-too-deep.js';

const rule = [menuTooDeep];
const deep = caller({ to: '+4930' }).at(0, enters('main')).at(10, enters('money')).at(20, enters('loans')).at(30, enters('instalments')).at(40, enters('late'));

test('notes the fourth level, and how deep it went', () => {
  expect(flagsOf(deep, rule, { floor: { nodes: { late: { name: 'Late instalments' } } } })).toEqual([{
    rule: 'menu-too-deep', subject: 'menu', since: seconds(30), until: seconds(30), severity: 'note',
    because: 'went 5 levels deep, to Late instalments, 0:40 after the first', place: { node: 'instalments', entry: '+4930' },
  }]);
});

test('goes up again with a caller who goes back', () => {
  const back = caller().at(0, enters('main')).at(10, enters('money')).at(20, enters('loans')).at(30, enters('money')).at(40, enters('cards')).at(50, enters('main'));
  expect(flagsOf(back, rule)).toEqual([]);
});

test('takes the level that the source tells, whatever was seen', () => {
  expect(flagsOf(caller().at(0, enters('main', { level: 1 })).at(9, enters('late', { level: 4 })), rule).map(({ because }) => because)).toEqual(['went 4 levels deep, to late, 0:09 after the first']);
  const prompts = ['a', 'b', 'c', 'd', 'e'].reduce((told, node, place) => told.at(place * 5, enters(node, { level: 2 })), caller());
  expect(flagsOf(prompts, rule)).toEqual([]);
});

test('stays quiet for what comes after a queue or an outcome, and for three levels', () => {
  const three = caller().at(0, enters('main')).at(10, enters('money')).at(20, enters('loans'));
  expect(flagsOf(three, rule)).toEqual([]);
  expect(flagsOf(three.at(25, queues('loans')).at(90, enters('voicemail')), rule)).toEqual([]);
  expect(flagsOf(three.at(25, comesOut('balance')).at(30, enters('more')), rule)).toEqual([]);
});

test('takes the note back when it shows late that a queue was reached before', () => {
  expect(flagsOf(deep, rule)).toHaveLength(1);
  expect(flagsOf(deep.at(25, queues('loans')), rule)).toEqual([]);
});
