import { expect, test } from '@jest/globals';
import { seconds } from '../domain/time.js';
import { caller, enters, flagsOf, hangsUp, isNotUnderstood, presses, queues, reaches, staysSilent, types } from '../../test/support/story.js';
import { menuRetries } from './menu-retries.js';

const rule = [menuRetries];
const floor = { nodes: { account: { name: 'Account number' } } };
const twice = caller({ to: '+4930' }).at(0, enters('account')).at(8, presses('7'), isNotUnderstood()).at(9, enters('account')).at(17, staysSilent());

test('flags the second failure in a row, and is severe from the third on', () => {
  expect(flagsOf(twice, rule, { floor })).toEqual([{
    rule: 'menu-retries', subject: 'menu', since: seconds(17), severity: 'warning',
    because: 'not understood once and not heard once in a row at Account number, within 0:09', place: { node: 'account', entry: '+4930' },
  }]);
  const thrice = twice.at(18, enters('account')).at(25, isNotUnderstood());
  expect(flagsOf(thrice, rule).map(({ since, severity, because }) => [since, severity, because])).toEqual([
    [seconds(17), 'severe', 'not understood twice and not heard once in a row at account, within 0:17'],
  ]);
});

test('lasts until something is understood, or the caller is out of the menu', () => {
  const understood = twice.at(19, enters('account')).at(24, types('account', 8)).at(26, enters('main'));
  expect(flagsOf(understood, rule).map(({ until }) => until)).toEqual([seconds(24)]);
  expect([queues('support'), reaches('anna'), hangsUp()].flatMap((way) => flagsOf(twice.at(30, way), rule)).map(({ until }) => until)).toEqual([seconds(30), seconds(30), seconds(30)]);
});

test('stays quiet for one failure, and for two with something understood between', () => {
  expect(flagsOf(caller().at(0, enters('main')).at(8, staysSilent()), rule)).toEqual([]);
  const apart = caller().at(0, enters('main')).at(8, staysSilent()).at(9, enters('main')).at(12, presses('1')).at(13, enters('account')).at(20, isNotUnderstood());
  expect(flagsOf(apart, rule)).toEqual([]);
});

test('takes the key that was not understood for the failure itself', () => {
  const wrong = caller().at(0, enters('main')).at(3, presses('8')).at(4, isNotUnderstood()).at(7, presses('9')).at(8, isNotUnderstood());
  expect(flagsOf(wrong, rule).map(({ because }) => because)).toEqual(['not understood twice in a row at main, within 0:04']);
});

test('stays quiet for surveys and menus after an agent', () => {
  const after = caller().at(0, reaches('anna')).at(60, enters('q1', { purpose: 'survey' })).at(66, staysSilent()).at(72, staysSilent());
  expect(flagsOf(after, rule)).toEqual([]);
});

test('takes the flag back when it shows late that something was understood between', () => {
  const told = caller().at(0, enters('main')).at(5, staysSilent()).at(12, staysSilent());
  expect(flagsOf(told, rule)).toHaveLength(1);
  expect(flagsOf(told.at(8, presses('1')), rule)).toEqual([]);
});
