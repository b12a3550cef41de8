import { expect, test } from '@jest/globals';
import { seconds } from '../domain/time.js';
import { asksAgainAt, caller, comesOut, enters, flagsOf, hangsUp, isNotUnderstood, partsFrom, presses, queues, reaches, staysSilent } from '../../test/support/story.js';
import { menuMaze } from './menu-maze.js';

test('flags a caller who meets the main menu for the third time', () => {
  const story = caller().at(0, enters('main')).at(12, enters('billing')).at(30, enters('main')).at(55, enters('main'));
  expect(flagsOf(story, [menuMaze])).toEqual([{
    rule: 'menu-maze', subject: 'menu', since: seconds(55), severity: 'warning', because: 'entered main 3 times in 0:55', place: { node: 'main' },
  }]);
});

test('says what the caller pressed and what the floor calls the node', () => {
  const story = caller({ to: '+4930' })
    .at(0, enters('b')).at(5, presses('0')).at(40, enters('b')).at(80, enters('b')).at(100, presses('0')).at(130, enters('b'));
  expect(flagsOf(story, [menuMaze], { floor: { nodes: { b: { name: 'Billing' } } } })).toEqual([{
    rule: 'menu-maze', subject: 'menu', since: seconds(80), severity: 'warning',
    because: 'entered Billing 4 times in 2:10, pressed 0 twice', place: { node: 'b', entry: '+4930' },
  }]);
});

test('stays quiet at the second visit', () => {
  expect(flagsOf(caller().at(0, enters('main')).at(9, enters('billing')).at(20, enters('main')), [menuMaze])).toEqual([]);
});

test('stays quiet for a prompt that is read again after silence or a wrong key', () => {
  const story = caller().at(0, enters('main')).at(8, staysSilent()).at(9, enters('main'))
    .at(20, presses('7'), isNotUnderstood()).at(21, enters('main')).at(30, staysSilent()).at(31, enters('main'));
  expect(flagsOf(story, [menuMaze])).toEqual([]);
});

test('stays quiet for a caller who gets what they came for between', () => {
  const story = caller().at(0, enters('main')).at(20, enters('main')).at(30, comesOut('balance read')).at(40, enters('main')).at(60, enters('main'));
  expect(flagsOf(story, [menuMaze])).toEqual([]);
});

test('flags the caller again who succeeded and lost the way once more', () => {
  const circle = caller().at(0, enters('main')).at(20, enters('main')).at(40, enters('main'));
  const story = circle.at(50, comesOut('balance read')).at(60, enters('main')).at(80, enters('main')).at(300, enters('main'));
  expect(flagsOf(story, [menuMaze])).toEqual([
    { rule: 'menu-maze', subject: 'menu', since: seconds(40), until: seconds(50), severity: 'warning', because: 'entered main 3 times in 0:40', place: { node: 'main' } },
    { rule: 'menu-maze', subject: 'menu#2', since: seconds(300), severity: 'warning', because: 'entered main 3 times in 4:00', place: { node: 'main' } },
  ]);
});

test('is over when the caller reaches a queue, an agent or the end', () => {
  const circle = caller().at(0, enters('main')).at(20, enters('main')).at(40, enters('main'));
  const over = [queues('support'), reaches('anna'), hangsUp()].map((way) => flagsOf(circle.at(47, way), [menuMaze])[0]?.until);
  expect(over).toEqual([seconds(47), seconds(47), seconds(47)]);
});

test('is on again when the caller falls back into the same menu', () => {
  const story = caller().at(0, enters('main')).at(20, enters('main')).at(40, enters('main')).at(50, queues('support')).at(90, enters('main'));
  expect(flagsOf(story, [menuMaze])).toEqual([{
    rule: 'menu-maze', subject: 'menu', since: seconds(40), severity: 'warning', because: 'entered main 4 times in 1:30', place: { node: 'main' },
  }]);
});

test('is severe from the fifth entry on', () => {
  const story = [0, 10, 20, 30, 40].reduce((told, at) => told.at(at, enters('main')), caller());
  expect(flagsOf(story, [menuMaze]).map((flag) => flag.severity)).toEqual(['severe']);
});

test('flags six different nodes within three minutes, to the second', () => {
  const wander = (last: number) => ['a', 'b', 'c', 'd', 'e'].reduce((told, node, place) => told.at(place * 30, enters(node)), caller()).at(last, enters('f'));
  expect(flagsOf(wander(180), [menuMaze])).toEqual([{
    rule: 'menu-maze', subject: 'menu', since: seconds(180), severity: 'warning',
    because: 'visited 6 menu nodes in 3:00 without reaching a queue or an outcome', place: { node: 'f' },
  }]);
  expect(flagsOf(wander(181), [menuMaze])).toEqual([]);
});

test('stays quiet for six nodes with a queue or any outcome between', () => {
  const half = (from: number) => ['a', 'b', 'c'].map((node, place) => [from + place * 5, enters(node + from)] as const);
  const walk = (between: Parameters<ReturnType<typeof caller>['at']>[1]) => [...half(0), [16, between] as const, ...half(20)]
    .reduce((told, [at, step]) => told.at(at, step), caller());
  expect(flagsOf(walk(queues('support')), [menuMaze])).toEqual([]);
  expect(flagsOf(walk(comesOut('number not known', 'failure')), [menuMaze])).toEqual([]);
});

test('stays quiet for surveys, for what is played in a queue, and after an agent', () => {
  const survey = [0, 10, 20].reduce((told, at) => told.at(at, enters('q1', { purpose: 'survey' })), caller());
  const music = [0, 10, 20].reduce((told, at) => told.at(at, enters('music', { purpose: 'in-queue' })), caller());
  const after = [10, 20, 30].reduce((told, at) => told.at(at, enters('main')), caller().at(0, reaches('anna')).at(5, partsFrom('anna')));
  expect([survey, music, after].flatMap((story) => flagsOf(story, [menuMaze]))).toEqual([]);
});

test('takes the flag back when a late success shows it wrong', () => {
  const story = caller().at(0, enters('main')).at(20, enters('main')).at(40, enters('main'));
  expect(flagsOf(story, [menuMaze])).toHaveLength(1);
  expect(flagsOf(story.at(25, comesOut('balance read')), [menuMaze])).toEqual([]);
});

test('takes the tuned limits', () => {
  const story = caller().at(0, enters('main')).at(20, enters('main'));
  expect(flagsOf(story, [menuMaze], { floor: { flags: { 'menu-maze': { options: { entries: 2 } } } } })).toHaveLength(1);
});

test('needs no waking', () => {
  expect(asksAgainAt(caller().at(0, enters('main')), menuMaze)).toBeUndefined();
});
