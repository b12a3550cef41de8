import { expect, test } from '@jest/globals';
import { caller, contactOf, enters, hangsUp, isNotUnderstood, partsFrom, presses, queues, reaches, staysSilent, types } from '../../../test/support/story.js';
import type { Happening, Story } from '../../../test/support/story.js';
import type { EarshotEvent } from '../event.js';
import { seconds } from '../time.js';
import { foldContact } from './fold.js';

const waysOf = (story: Story) => contactOf(story).menu.map(({ node, enteredAt, leftAt }) => [node, enteredAt, leftAt]);

test('closes a node when the next one is entered, and the last when the caller hangs up', () => {
  expect(waysOf(caller().at(0, enters('main')).at(12, enters('billing')).at(30, hangsUp()))).toEqual([
    ['main', 0, seconds(12)], ['billing', seconds(12), seconds(30)],
  ]);
});

test('closes the menu when a queue is entered or an agent is there', () => {
  expect(waysOf(caller().at(0, enters('main')).at(12, queues('support')))).toEqual([['main', 0, seconds(12)]]);
  expect(waysOf(caller().at(0, enters('main')).at(12, reaches('anna')))).toEqual([['main', 0, seconds(12)]]);
});

test('reads a prompt that comes again after silence or a wrong key as the same visit', () => {
  const story = caller().at(0, enters('main')).at(8, staysSilent()).at(8, { type: 'ivr.node.left', data: { node: 'main' } }).at(9, enters('main'))
    .at(15, presses('7')).at(16, isNotUnderstood()).at(17, enters('main')).at(30, presses('1')).at(31, enters('billing'));
  expect(contactOf(story).menu).toEqual([
    {
      node: 'main', purpose: 'route', enteredAt: 0, leftAt: seconds(31), noInput: 1, noMatch: 1, afterAgent: false, reprompt: false,
      failures: [{ at: seconds(8), kind: 'no-input' }, { at: seconds(16), kind: 'no-match' }],
      inputs: [{ at: seconds(15), kind: 'key', key: '7' }, { at: seconds(30), kind: 'key', key: '1' }],
    },
    { node: 'billing', purpose: 'route', enteredAt: seconds(31), noInput: 0, noMatch: 0, failures: [], afterAgent: false, inputs: [] },
  ]);
});

test('reads a wrong key as one, where the source reports key and verdict at the same instant', () => {
  expect(waysOf(caller().at(0, enters('main')).at(5, isNotUnderstood(), presses('7')).at(6, enters('main')))).toEqual([['main', 0, undefined]]);
});

test('reads a node that is entered again without silence or a wrong key as a new visit', () => {
  expect(waysOf(caller().at(0, enters('main')).at(20, presses('9')).at(21, enters('main')))).toEqual([['main', 0, seconds(21)], ['main', seconds(21), undefined]]);
});

test('keeps the name of a slot, and marks what follows an agent', () => {
  const story = caller().at(0, enters('account')).at(9, types('account number', 8)).at(10, reaches('anna')).at(60, partsFrom('anna')).at(61, enters('q1', { purpose: 'survey' }));
  expect(contactOf(story).menu.map(({ node, purpose, afterAgent, inputs }) => ({ node, purpose, afterAgent, inputs }))).toEqual([
    { node: 'account', purpose: 'route', afterAgent: false, inputs: [{ at: seconds(9), kind: 'slot', slot: 'account number' }] },
    { node: 'q1', purpose: 'survey', afterAgent: true, inputs: [] },
  ]);
});

test('knows the keys that were on offer', () => {
  const story = caller().at(0, enters('main', { human: '0', options: [{ key: '1', label: 'Sales' }, { key: '2' }] }));
  expect(contactOf(story).menu.map(({ human, keys }) => [human, keys])).toEqual([['0', ['1', '2']]]);
});

test('counts a message after the beep as a way out of the menu, not as a hang-up in it', () => {
  const story = caller().at(0, enters('main')).at(9, presses('0')).at(40, { type: 'voicemail.left', data: { seconds: 20 } }).at(61, hangsUp());
  expect(waysOf(story)).toEqual([['main', 0, seconds(40)]]);
  expect(contactOf(story).outcomes).toEqual([{ at: seconds(40), name: 'voicemail', result: 'success' }]);
});

test('what is pressed at the instant at which the caller has moved on led nowhere', () => {
  const lateIn = (...happenings: readonly Happening[]) => {
    const events = happenings.map((each, place) => ({ ...each, id: `e${place}`, source: 'story', subject: 'call', time: seconds(20), sequence: place }) as EarshotEvent);
    return foldContact(events).menu.map(({ inputs }) => inputs.map(({ late }) => late === true));
  };
  expect(lateIn(enters('main'), presses('1'), queues('support'))).toEqual([[false]]);
  expect(lateIn(enters('main'), queues('support'), presses('1'))).toEqual([[true]]);
  expect(lateIn(enters('main'), queues('support'), enters('more'), presses('1'))).toEqual([[], [true]]);
});

test('a stay in a queue of which only the end is told has ended the menu too', () => {
  const [main] = contactOf(caller().at(0, enters('main')).at(30, { type: 'queue.left', data: { queue: 'support', reason: 'answered', waitMs: seconds(10) } })).menu;
  expect(main?.leftAt).toBe(seconds(20));
});
