import { expect, test } from '@jest/globals';
import { caller, contactOf, enters, hangsUp, isNotUnderstood, presses, queues } from '../../test/support/story.js';
import type { Story } from '../../test/support/story.js';
import { contributionsOfSteps } from './contributions/steps.js';
import { unnamedFloor } from './floor.js';
import type { IntendedMenu } from './intended-menu.js';
import { compareMenu } from './menu-compared.js';
import type { Called, MenuCompared } from './menu-compared.js';
import { readStepKey } from './step-key.js';

const bank: IntendedMenu = { start: 'main', nodes: {
  main: { label: 'Main menu', steps: [{ key: '1', to: 'node:cards' }, { key: '2', to: 'node:loans' }, { key: '0', to: 'queue:support' }, { on: 'silence', to: 'node:main' }] },
  cards: { steps: [{ key: '1', to: 'queue:cards' }, { key: '*', to: 'node:main' }] }, loans: { steps: [{ key: '1', to: 'queue:*' }] },
} };
const nobody: Called = { node: () => undefined, queue: () => undefined };
const compared = (menu: IntendedMenu, stories: readonly Story[], called = nobody): MenuCompared => compareMenu(menu, stories.flatMap((story) => (
  contributionsOfSteps(contactOf(story), unnamedFloor).filter(({ key }) => key.includes('/step/')).map(({ key, tally }) => ({ step: readStepKey(key), sums: tally })))), called);
const call = (): Story => caller().at(1, enters('main'));

test('finds nothing where callers do what was meant', () => {
  const { unforeseen, unknown, deadKeys, renamed } = compared(bank, [call().at(5, presses('1')).at(6, enters('cards')).at(9, presses('1')).at(10, queues('cards')).at(30, hangsUp()), call().at(9, hangsUp())]);
  expect([unforeseen, unknown, deadKeys, renamed]).toEqual([[], [], [], []]);
});

test('tells ways that the author did not foresee, and keys that led elsewhere than meant', () => {
  const stories = [call().at(5, presses('9')).at(6, queues('sales')).at(30, hangsUp()), call().at(5, presses('2')).at(6, enters('cards')).at(9, enters('loans')).at(20, hangsUp())];
  expect(compared(bank, stories).unforeseen).toEqual([
    { from: 'node:main', to: 'queue:sales', passes: 1, is: 'way', key: '9' }, { from: 'node:main', to: 'node:cards', passes: 1, is: 'key', key: '2' }, { from: 'node:cards', to: 'node:loans', passes: 1, is: 'way' },
  ]);
});

test('tells a node that the author does not know once, and not each way to it', () => {
  const { unknown, unforeseen } = compared(bank, [call().at(5, enters('survey-offer')).at(9, queues('support')).at(30, hangsUp())]);
  expect([unknown, unforeseen]).toEqual([[{ place: 'node:survey-offer', visits: 1 }], []]);
});

test('tells what nobody takes and where nobody comes', () => {
  const { untaken, unreached } = compared(bank, [call().at(5, presses('1')).at(6, enters('cards')).at(9, presses('1')).at(10, queues('cards')).at(30, hangsUp())]);
  expect(untaken.map(({ from, to, key, visits }) => `${from} → ${to} by ${key} ${visits}`)).toEqual(['node:main → node:loans by 2 1', 'node:main → queue:support by 0 1', 'node:main → node:main by undefined 1', 'node:cards → node:main by * 1']);
  expect(unreached).toEqual(['loans']);
});

test('tells keys that lead nowhere, whether or not the author offers them', () => {
  const story = call().at(3, presses('7'), isNotUnderstood()).at(5, presses('2'), isNotUnderstood()).at(9, presses('0')).at(10, queues('support')).at(30, hangsUp());
  expect(compared(bank, [story]).deadKeys).toEqual([{ node: 'node:main', key: '7', times: 1, offered: false }, { node: 'node:main', key: '2', times: 1, offered: true }]);
});

test('one thing under two names is one thing, by id or by what it is called', () => {
  const story = caller().at(1, enters('Main-Menu')).at(5, presses('0')).at(6, queues('Support@default')).at(30, hangsUp());
  const { renamed, unknown, unforeseen } = compared(bank, [story]);
  expect([renamed, unknown, unforeseen]).toEqual([[{ observed: 'node:Main-Menu', intended: 'node:main' }, { observed: 'queue:Support@default', intended: 'queue:support' }], [], []]);
  const named = compared(bank, [caller().at(1, enters('n1')).at(9, hangsUp())], { node: (id) => (id === 'n1' ? 'main menu' : undefined), queue: () => undefined });
  expect(named.renamed).toEqual([{ observed: 'node:n1', intended: 'node:main' }]);
});

test('a name that may mean two things means neither', () => {
  const menu: IntendedMenu = { start: 'a-b', nodes: { 'a-b': { steps: [{ to: 'node:ab' }] }, ab: { steps: [{ to: 'agent' }] } } };
  expect(compared(menu, [caller().at(1, enters('A B')).at(9, hangsUp())]).unknown).toEqual([{ place: 'node:A B', visits: 1 }]);
});
