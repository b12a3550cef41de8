import { expect, test } from '@jest/globals';
import { seconds } from '../domain/time.js';
import { caller, enters, flagsOf, isNotUnderstood, reaches, types } from '../../test/support/story.js';
import { askedAgain } from './asked-again.js';

const rule = [askedAgain];
const once = caller().at(0, enters('billing')).at(10, types('account', 8)).at(20, enters('cards'));

test('notes the second time that the account number is asked for, and where', () => {
  expect(flagsOf(once.at(90, types('account', 8)), rule, { floor: { nodes: { billing: { name: 'Billing' } } } })).toEqual([{
    rule: 'asked-again', subject: 'account', since: seconds(90), until: seconds(90), severity: 'note',
    because: 'account asked twice in 1:20, at Billing and cards', place: { node: 'cards' },
  }]);
});

test('counts what is asked again after an agent, which is worst', () => {
  const passed = once.at(40, reaches('anna')).at(100, enters('cards')).at(110, types('account', 8)).at(120, enters('cards-2')).at(125, types('account', 8));
  expect(flagsOf(passed, rule).map(({ because }) => because)).toEqual(['account asked 3 times in 1:55, at billing, cards and cards-2']);
});

test('stays quiet for two things, each asked once', () => {
  expect(flagsOf(once.at(30, types('birthday', 8)), rule)).toEqual([]);
});

test('stays quiet for a caller who mistypes at the same prompt', () => {
  const retry = caller().at(0, enters('billing')).at(10, types('account', 7), isNotUnderstood()).at(11, enters('billing')).at(20, types('account', 8));
  expect(flagsOf(retry, rule)).toEqual([]);
  const twice = caller().at(0, enters('billing')).at(10, types('account', 2), isNotUnderstood()).at(14, enters('main')).at(20, enters('billing')).at(30, types('account', 2), isNotUnderstood());
  expect(flagsOf(twice, rule)).toEqual([]);
});

test('takes the note back when it shows late that the first entry was not taken', () => {
  const told = caller().at(0, enters('billing')).at(10, types('account', 7)).at(15, enters('cards')).at(20, types('account', 8));
  expect(flagsOf(told, rule)).toHaveLength(1);
  expect(flagsOf(told.at(12, isNotUnderstood()), rule)).toEqual([]);
});
