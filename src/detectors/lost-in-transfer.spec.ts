import { expect, test } from '@jest/globals';
import { seconds } from '../domain/time.js';
import { caller, ends, flagsOf, hangsUp, isCalledBack, isTransferred, leavesQueue, partsFrom, queues, reaches } from '../../test/support/story.js';
import { lostInTransfer } from './lost-in-transfer.js';

const rule = [lostInTransfer];
const answered = caller().at(0, queues('sales')).at(40, reaches('anna', 'sales'));
const passed = answered.at(100, isTransferred('blind', 'support'), partsFrom('anna', 'transfer'));

test('flags a caller who hangs up before the next one answers', () => {
  expect(flagsOf(passed.at(101, queues('support')).at(123, hangsUp()), rule, { floor: { queues: { support: { name: 'Support' } } } })).toEqual([{
    rule: 'lost-in-transfer', subject: 'anna#1', since: seconds(123), until: seconds(723), severity: 'severe',
    because: 'hung up 0:23 after anna passed the caller on to Support, unanswered', place: { queue: 'support', agent: 'anna' },
  }]);
});

test('flags a transfer that ends in nothing, and is over when the caller is called back', () => {
  expect(flagsOf(passed.at(108, ends('system')), rule).map(({ because }) => because)).toEqual(['cut off 0:08 after anna passed the caller on to support, unanswered']);
  expect(flagsOf(passed.at(123, hangsUp()).at(300, isCalledBack()), rule).map(({ until }) => until)).toEqual([seconds(300)]);
});

test('stays quiet where the next one answers, and while the caller still waits', () => {
  expect(flagsOf(passed.at(101, queues('support')).at(130, reaches('bert', 'support')).at(400, hangsUp()), rule)).toEqual([]);
  expect(flagsOf(passed.at(101, queues('support')), rule)).toEqual([]);
});

test('stays quiet for a consultation, a number outside, a queue that turns away, a voicemail, and an end nobody saw', () => {
  const quietly = [
    answered.at(100, isTransferred('consult', 'support'), partsFrom('anna', 'transfer')).at(123, hangsUp()),
    answered.at(100, { type: 'transfer.completed', data: { kind: 'blind', toNumber: '+4940' } }, partsFrom('anna', 'transfer')).at(500, hangsUp()),
    passed.at(101, queues('support')).at(221, leavesQueue('support', 'timeout')).at(222, ends('system')),
    passed.at(130, { type: 'voicemail.left', data: {} }).at(130, hangsUp()),
    passed.at(900, ends('inferred')),
  ];
  expect(quietly.flatMap((story) => flagsOf(story, rule))).toEqual([]);
});

test('takes the flag back when the answer is reported late', () => {
  expect(flagsOf(passed.at(123, hangsUp()).at(110, reaches('bert', 'support')), rule)).toEqual([]);
});
