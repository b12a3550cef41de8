import { expect, test } from '@jest/globals';
import { caller, comesOut, contactOf, ends, enters, hangsUp, isNotUnderstood, presses, queues, reaches, staysSilent, types } from '../../test/support/story.js';
import type { Story } from '../../test/support/story.js';
import { stepsOf } from './menu-step.js';

const told = (story: Story): readonly string[] => stepsOf(contactOf(story)).map(({ from, to, lasted, key, nowhere, noInput, again }) =>
  [`${from} → ${to} ${lasted / 1_000}s`, key && `key ${key}`, nowhere.length > 0 && `nowhere ${nowhere.join('')}`, noInput > 0 && `${noInput} silent`, again && 'again'].filter(Boolean).join(', '));

test('each node leads to the next, and the last to the queue', () => {
  expect(told(caller().at(2, enters('main')).at(7, presses('2')).at(8, enters('billing')).at(19, presses('1')).at(20, queues('billing')).at(90, hangsUp()))).toEqual([
    'start → node:main 2s', 'node:main → node:billing 6s, key 2', 'node:billing → queue:billing 12s, key 1',
  ]);
});

test('a step that is not over is none', () => {
  expect(told(caller().at(0, enters('main')).at(5, presses('2')))).toEqual(['start → node:main 0s']);
});

test('who comes back to a node with nothing reached between is there again, silence is no new visit', () => {
  expect(told(caller().at(0, enters('main')).at(4, staysSilent()).at(5, enters('main')).at(8, presses('3')).at(9, enters('loans')).at(20, enters('main')).at(31, hangsUp()))).toEqual([
    'start → node:main 0s', 'node:main → node:loans 9s, key 3, 1 silent', 'node:loans → node:main 11s', 'node:main → hung-up 11s, again',
  ]);
});

test('whoever was served starts anew', () => {
  expect(told(caller().at(0, enters('main')).at(9, enters('balance')).at(12, comesOut('balance told')).at(15, enters('main')).at(20, hangsUp()))).toEqual([
    'start → node:main 0s', 'node:main → node:balance 9s', 'node:balance → done 3s', 'node:main → hung-up 5s',
  ]);
});

test.each([
  ['an agent without a queue', caller().at(0, enters('main')).at(7, reaches('anna')), 'node:main → agent 7s'],
  ['the menu that hangs up', caller().at(0, enters('main')).at(7, ends('system')), 'node:main → sent-away 7s'],
  ['a word that the center is closed', caller().at(0, enters('main')).at(7, comesOut('closed', 'closed')).at(9, hangsUp()), 'node:main → closed 7s'],
])('a menu may end with %s', (_, story, last) => {
  expect(told(story).at(-1)).toBe(last);
});

test('of whom we lost sight, nobody knows where they went', () => {
  expect(told(caller().at(0, enters('main')).at(900, ends('inferred')))).toEqual(['start → node:main 0s']);
});

test('a key that is heard of after the caller went on changes nothing of the step', () => {
  expect(told(caller().at(0, enters('main')).at(5, enters('billing')).at(6, presses('9', 'main')).at(8, hangsUp()))).toEqual([
    'start → node:main 0s', 'node:main → node:billing 5s', 'node:billing → hung-up 3s',
  ]);
});

test('keys that were not understood, or after which the caller hung up, led nowhere', () => {
  expect(told(caller().at(0, enters('main')).at(3, presses('7'), isNotUnderstood()).at(5, presses('0'), isNotUnderstood()).at(9, presses('1')).at(10, enters('billing')).at(12, presses('*')).at(20, hangsUp()))).toEqual([
    'start → node:main 0s', 'node:main → node:billing 10s, key 1, nowhere 70', 'node:billing → hung-up 10s, key *, nowhere *',
  ]);
  expect(told(caller().at(0, enters('main')).at(3, presses('7'), isNotUnderstood()).at(9, queues('support')).at(30, hangsUp())).at(-1)).toBe('node:main → queue:support 9s, nowhere 7');
});

test('where digits are typed, none is a key', () => {
  expect(told(caller().at(0, enters('account')).at(3, types('account', 8), presses('#')).at(20, hangsUp())).at(-1)).toBe('node:account → hung-up 20s, key #');
});
