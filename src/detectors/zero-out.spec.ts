import { expect, test } from '@jest/globals';
import { seconds } from '../domain/time.js';
import { caller, enters, flagsOf, hangsUp, partsFrom, presses, queues, reaches, says, types } from '../../test/support/story.js';
import { zeroOut } from './zero-out.js';

test('flags a 0 where it is not offered', () => {
  expect(flagsOf(caller().at(0, enters('main')).at(5, presses('0')), [zeroOut])).toEqual([{
    rule: 'zero-out', subject: 'menu', since: seconds(5), severity: 'warning', because: 'pressed 0 at main, where it is not offered', place: { node: 'main' },
  }]);
});

test('flags *, # and the word agent, over several nodes, as one flag', () => {
  const story = caller().at(0, enters('main')).at(5, presses('*')).at(10, enters('billing')).at(20, presses('#')).at(36, says('agent')).at(40, queues('support'));
  expect(flagsOf(story, [zeroOut], { floor: { nodes: { billing: { name: 'Billing' } } } })).toEqual([{
    rule: 'zero-out', subject: 'menu', since: seconds(5), until: seconds(40), severity: 'warning',
    because: 'pressed *, pressed # and said "agent" in 0:31 at main and Billing, where it is not offered', place: { node: 'main' },
  }]);
});

test('is severe for three keys within ten seconds, to the second', () => {
  const mash = (last: number) => caller().at(0, enters('main')).at(5, presses('0')).at(7, presses('0')).at(last, presses('0')).at(60, hangsUp());
  expect(flagsOf(mash(15), [zeroOut])).toEqual([{
    rule: 'zero-out', subject: 'menu', since: seconds(5), until: seconds(60), severity: 'severe',
    because: 'pressed 0 3 times in 0:10 at main, where it is not offered', place: { node: 'main' },
  }]);
  expect(flagsOf(mash(16), [zeroOut]).map((flag) => flag.severity)).toEqual(['warning']);
});

test('stays quiet where the key reaches a person, by the event or by the floor', () => {
  expect(flagsOf(caller().at(0, enters('main', { human: '0' })).at(5, presses('0')), [zeroOut])).toEqual([]);
  expect(flagsOf(caller().at(0, enters('main')).at(5, presses('0')), [zeroOut], { floor: { nodes: { main: { human: '0' } } } })).toEqual([]);
  expect(flagsOf(caller().at(0, enters('main', { human: '0' })).at(5, says('agent')), [zeroOut])).toEqual([]);
});

test('stays quiet where the key is one of the options', () => {
  const options = [{ key: '1', label: 'Sales' }, { key: '#', label: 'Again' }];
  expect(flagsOf(caller().at(0, enters('main', { options })).at(5, presses('#')), [zeroOut])).toEqual([]);
  expect(flagsOf(caller().at(0, enters('main', { options })).at(5, presses('0')), [zeroOut])).toHaveLength(1);
});

test('stays quiet inside a slot, where # ends the entry', () => {
  const story = caller().at(0, enters('account number')).at(9, types('account', 8)).at(9, presses('#'));
  expect(flagsOf(story, [zeroOut])).toEqual([]);
});

test('stays quiet for other keys, in surveys, and after an agent', () => {
  expect(flagsOf(caller().at(0, enters('main')).at(5, presses('1')).at(6, says('billing')), [zeroOut])).toEqual([]);
  expect(flagsOf(caller().at(0, enters('q1', { purpose: 'survey' })).at(5, presses('0')), [zeroOut])).toEqual([]);
  expect(flagsOf(caller().at(0, reaches('anna')).at(9, partsFrom('anna')).at(10, enters('main')).at(15, presses('0')), [zeroOut])).toEqual([]);
});

test('takes the flag back when it shows late that a slot was being filled', () => {
  const story = caller().at(0, enters('account number')).at(9, presses('#'));
  expect(flagsOf(story, [zeroOut])).toHaveLength(1);
  expect(flagsOf(story.at(8, types('account', 8)), [zeroOut])).toEqual([]);
});
