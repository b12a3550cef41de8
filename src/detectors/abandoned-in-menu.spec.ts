import { expect, test } from '@jest/globals';
import { seconds } from '../domain/time.js';
import { caller, comesOut, ends, enters, flagsOf, hangsUp, leavesQueue, partsFrom, queues, reaches } from '../../test/support/story.js';
import { abandonedInMenu } from './abandoned-in-menu.js';

test('notes a caller who hangs up in the menu', () => {
  const story = caller({ to: '+4930' }).at(0, enters('main')).at(20, enters('tariffs')).at(42, hangsUp());
  expect(flagsOf(story, [abandonedInMenu], { floor: { nodes: { tariffs: { name: 'Tariffs' } } } })).toEqual([{
    rule: 'abandoned-in-menu', subject: 'menu', since: seconds(42), until: seconds(42), severity: 'note',
    because: 'hung up at Tariffs after 0:42 and 2 nodes in the menu', place: { node: 'tariffs', entry: '+4930' },
  }]);
});

test('counts from ten seconds on', () => {
  const after = (second: number) => flagsOf(caller().at(0, enters('main')).at(second, hangsUp()), [abandonedInMenu]).map((flag) => flag.because);
  expect([after(9), after(10)]).toEqual([[], ['hung up at main after 0:10 in the menu']]);
});

test('stays quiet while the caller is still there', () => {
  expect(flagsOf(caller().at(0, enters('main')), [abandonedInMenu], { now: 900 })).toEqual([]);
});

test('stays quiet for a caller who got what they came for, a queue or an agent', () => {
  const menu = caller().at(0, enters('main'));
  expect(flagsOf(menu.at(20, comesOut('balance read')).at(42, hangsUp()), [abandonedInMenu])).toEqual([]);
  expect(flagsOf(menu.at(20, queues('support')).at(42, hangsUp()), [abandonedInMenu])).toEqual([]);
  expect(flagsOf(menu.at(20, reaches('anna')).at(30, partsFrom('anna')).at(31, enters('main')).at(60, hangsUp()), [abandonedInMenu])).toEqual([]);
});

test('counts from the return of a caller whom the queue sent back', () => {
  const story = caller().at(0, enters('main')).at(20, queues('support')).at(80, leavesQueue('support', 'exit-key')).at(80, enters('main')).at(95, hangsUp());
  expect(flagsOf(story, [abandonedInMenu]).map((flag) => flag.because)).toEqual(['hung up at main after 0:15 in the menu']);
});

test('stays quiet where the flow hung up, or nobody knows', () => {
  const menu = caller().at(0, enters('main'));
  expect([ends('system'), ends('inferred')].flatMap((end) => flagsOf(menu.at(42, end), [abandonedInMenu]))).toEqual([]);
});

test('stays quiet for calls while closed', () => {
  const floor = { entries: { '+4930': { calendar: 'office' } }, calendars: { office: { hours: {}, holidays: [] } } };
  const story = caller({ to: '+4930' }).at(0, enters('main')).at(42, hangsUp());
  expect(flagsOf(story, [abandonedInMenu], { floor })).toEqual([]);
  expect(flagsOf(caller().at(0, enters('main')).at(30, comesOut('we are closed', 'closed')).at(42, hangsUp()), [abandonedInMenu])).toEqual([]);
});

test('takes the note back when a late event shows a queue', () => {
  const story = caller().at(0, enters('main')).at(42, hangsUp());
  expect(flagsOf(story, [abandonedInMenu])).toHaveLength(1);
  expect(flagsOf(story.at(15, queues('support')), [abandonedInMenu])).toEqual([]);
});
