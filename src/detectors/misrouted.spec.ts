import { expect, test } from '@jest/globals';
import { seconds } from '../domain/time.js';
import { caller, flagsOf, isTransferred, partsFrom, queues, reaches } from '../../test/support/story.js';
import { misrouted } from './misrouted.js';

const rule = [misrouted];
const answered = caller({ to: '+4930' }).at(0, queues('sales')).at(40, reaches('anna', 'sales'));
const passed = answered.at(65, isTransferred('blind', 'support'), partsFrom('anna', 'transfer'));

test('notes an agent who passes the caller on at once', () => {
  expect(flagsOf(passed, rule, { floor: { agents: { anna: { name: 'Anna' } }, queues: { sales: { name: 'Sales' } } } })).toEqual([{
    rule: 'misrouted', subject: 'anna#1', since: seconds(65), until: seconds(65), severity: 'note',
    because: 'Anna passed the caller on from Sales to support after 0:25', place: { queue: 'sales', agent: 'anna', entry: '+4930' },
  }]);
});

test('reads from the next queue where the transfer does not say to which', () => {
  const silent = answered.at(65, partsFrom('anna', 'transfer')).at(66, queues('support'));
  expect(flagsOf(silent, rule).map(({ because }) => because)).toEqual(['anna passed the caller on from sales to support after 0:25']);
});

test('stays quiet after a minute, within the same queue, and where nobody knows to which', () => {
  expect(flagsOf(answered.at(101, isTransferred('blind', 'support')), rule)).toEqual([]);
  expect(flagsOf(answered.at(65, isTransferred('blind', 'sales')), rule)).toEqual([]);
  expect(flagsOf(answered.at(65, isTransferred('blind')), rule)).toEqual([]);
});

test('stays quiet on routes that are planned', () => {
  const planned = (queues_: string) => flagsOf(passed, rule, { floor: { flags: { misrouted: { queues: { sales: { planned: queues_ } } } } } });
  expect([planned('billing, support'), planned('*')]).toEqual([[], []]);
  expect(planned('billing')).toHaveLength(1);
});

test('takes the note back when it shows late that the answer was earlier', () => {
  expect(flagsOf(passed.at(2, reaches('anna', 'sales')), rule)).toEqual([]);
});
