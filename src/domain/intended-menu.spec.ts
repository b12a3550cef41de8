import { expect, test } from '@jest/globals';
import { problemsIn, staysOf, waysOf } from './intended-menu.js';
import type { IntendedMenu } from './intended-menu.js';

const said = (menu: IntendedMenu): readonly string[] => waysOf(menu).map(({ from, to, key, on }) => `${from} → ${to}${key === undefined ? '' : ` by ${key}`}${on === undefined ? '' : ` on ${on}`}`);

test('follows a way over nodes at which nobody stays, and keeps the key that took it', () => {
  const menu: IntendedMenu = { start: 'trigger', nodes: {
    trigger: { passing: true, steps: [{ to: 'node:ask' }] }, ask: { steps: [{ to: 'node:split' }, { on: 'silence', to: 'node:ask' }] },
    split: { passing: true, steps: [{ key: '1', to: 'node:flex' }, { key: '2', to: 'node:hours' }] }, flex: { passing: true, steps: [{ to: 'queue:*' }] }, hours: { steps: [{ to: 'end' }] },
  } };
  expect(said(menu)).toEqual(['start → node:ask', 'node:ask → queue:* by 1', 'node:ask → node:hours by 2', 'node:ask → node:ask on silence', 'node:hours → end']);
  expect(staysOf(menu)).toEqual(['ask', 'hours']);
});

test('passing nodes that lead to each other lead nowhere, and end', () => {
  expect(said({ start: 'a', nodes: { a: { passing: true, steps: [{ to: 'node:b' }] }, b: { passing: true, steps: [{ to: 'node:a' }, { to: 'agent' }] } } })).toEqual(['start → agent']);
});

test('a step to a node that is not there is told with its place, and a name that every object has is no node', () => {
  expect(problemsIn({ start: 'constructor', nodes: { main: { steps: [{ to: 'node:gone' }] } } }, (node, step) => `${node}.${step}`)).toEqual(['start: there is no node "constructor"', 'main.0: there is no node "gone"']);
});
