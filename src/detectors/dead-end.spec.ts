import { expect, test } from '@jest/globals';
import { seconds } from '../domain/time.js';
import { caller, comesOut, ends, enters, flagsOf, hangsUp, queues, reaches } from '../../test/support/story.js';
import { deadEnd } from './dead-end.js';

const rule = [deadEnd];
const way = caller({ to: '+4930' }).at(0, enters('main')).at(12, enters('pay'));

test('notes a menu that hangs up with nothing done', () => {
  expect(flagsOf(way.at(45, ends('system')), rule, { floor: { nodes: { pay: { name: 'Payment' } } } })).toEqual([{
    rule: 'dead-end', subject: 'menu', since: seconds(45), until: seconds(45), severity: 'note',
    because: 'the menu hung up at Payment after 0:45', place: { node: 'pay', entry: '+4930' },
  }]);
});

test('says which failure the flow reported, unless those are left out', () => {
  const failed = way.at(40, comesOut('payment', 'failure')).at(45, ends('system'));
  expect(flagsOf(failed, rule).map(({ because }) => because)).toEqual(['the menu hung up at pay after 0:45, with payment failed']);
  expect(flagsOf(failed, rule, { floor: { flags: { 'dead-end': { options: { failures: false } } } } })).toEqual([]);
});

test('stays quiet for a caller who hangs up, a success, a queue, an agent, and an announcement of closing', () => {
  const others = [
    way.at(45, hangsUp()), way.at(40, comesOut('paid')).at(45, ends('system')), way.at(40, queues('pay')).at(45, ends('system')),
    way.at(40, reaches('anna')).at(45, ends('system')), way.at(40, comesOut('hours', 'closed')).at(45, ends('system')),
  ];
  expect(others.flatMap((story) => flagsOf(story, rule))).toEqual([]);
});

test('stays quiet while the number is closed', () => {
  const floor = { calendars: { office: { hours: {}, holidays: [] } }, entries: { '+4930': { calendar: 'office' } } };
  expect(flagsOf(way.at(45, ends('system')), rule, { floor })).toEqual([]);
});

test('takes the note back when a success is reported late', () => {
  expect(flagsOf(way.at(45, ends('system')).at(44, comesOut('paid')), rule)).toEqual([]);
});
