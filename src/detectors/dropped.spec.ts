import { expect, test } from '@jest/globals';
import { seconds } from '../domain/time.js';
import { caller, ends, flagsOf, hangsUp, isCalledBack, partsFrom, queues, reaches } from '../../test/support/story.js';
import { dropped } from './dropped.js';

const rule = [dropped];
const talking = caller().at(0, queues('support')).at(20, reaches('anna', 'support'));

test('flags a line that breaks in the midst of the talk, for ten minutes or until reached', () => {
  const broken = talking.at(220, ends('customer', '41'));
  expect(flagsOf(broken, rule)).toEqual([{
    rule: 'dropped', subject: 'anna#1', since: seconds(220), until: seconds(820), severity: 'warning',
    because: 'cut off from anna after 3:20 of talk, cause 41', place: { agent: 'anna', queue: 'support' },
  }]);
  expect(flagsOf(broken.at(300, isCalledBack()), rule).map(({ until }) => until)).toEqual([seconds(300)]);
});

test('flags a talk that the system ended, whatever followed', () => {
  expect(flagsOf(talking.at(220, ends('system')), rule).map(({ because }) => because)).toEqual(['cut off from anna after 3:20 of talk']);
  expect(flagsOf(talking.at(220, partsFrom('anna', 'system')).at(221, hangsUp()), rule)).toHaveLength(1);
});

test('takes the causes that it is told, also as words', () => {
  const floor = { flags: { dropped: { options: { causes: 'MEDIA_TIMEOUT, 38' } } } };
  expect(flagsOf(talking.at(220, ends('customer', 'media_timeout')), rule, { floor })).toHaveLength(1);
  expect(flagsOf(talking.at(220, ends('customer', '41')), rule, { floor })).toEqual([]);
});

test('stays quiet for an ordinary end, one without a talk, a transfer, and an end that was inferred', () => {
  const others = [
    talking.at(220, hangsUp()), talking.at(220, ends('system', '16')), talking.at(220, ends('system', 'NORMAL_CLEARING')), caller().at(0, queues('support')).at(60, ends('system', '41')),
    talking.at(220, partsFrom('anna', 'transfer')).at(230, ends('system')), talking.at(220, ends('inferred')), talking.at(100, partsFrom('anna', 'customer')).at(220, ends('system', '41')),
  ];
  expect(others.flatMap((story) => flagsOf(story, rule))).toEqual([]);
});

test('takes the flag back when it shows late that the customer had hung up before', () => {
  const broken = talking.at(220, ends('system'));
  expect(flagsOf(broken.at(219, partsFrom('anna', 'customer')), rule)).toEqual([]);
});
