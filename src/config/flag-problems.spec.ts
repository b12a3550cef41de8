import { expect, test } from '@jest/globals';
import { flagProblems } from './flag-problems.js';

const rules = [
  { id: 'long-wait', options: { after: { default: 120, min: 5, max: 3_600, says: '' }, keys: { default: '0*#', says: '' } } },
  { id: 'menu-maze', options: { entries: { default: 3, says: '' } } },
];

test('lets what the catalogue knows pass', () => {
  expect(flagProblems({ 'long-wait': { enabled: false, options: { after: 60 }, queues: { support: { after: 5, keys: '0' } } } }, rules)).toEqual([]);
});

test('tells unknown rules and options with the nearest name', () => {
  expect(flagProblems({ 'long-wiat': {}, 'menu-maze': { options: { entires: 4, constructor: 1 } } }, rules)).toEqual([
    'flags.long-wiat: there is no such rule; did you mean "long-wait"?',
    'flags.menu-maze.options.entires: menu-maze has no such option; did you mean "entries"?',
    'flags.menu-maze.options.constructor: menu-maze has no such option; did you mean "entries"?',
  ]);
});

test('tells values of another type and out of range, for single queues too', () => {
  expect(flagProblems({ 'long-wait': { options: { after: '2m', keys: 0 }, queues: { support: { after: 4 }, sales: { after: 9_000 } } } }, rules)).toEqual([
    'flags.long-wait.options.after: "2m" is no number such as 120',
    'flags.long-wait.options.keys: 0 is no string such as "0*#"',
    'flags.long-wait.queues.support.after: 4 is less than 5',
    'flags.long-wait.queues.sales.after: 9000 is more than 3600',
  ]);
});

test('holds a draft in shadow against the same', () => {
  expect(flagProblems({ 'long-wait': { shadow: { since: 0, options: { afer: 60 }, queues: { sales: { after: 4 } } } } }, rules)).toEqual([
    'flags.long-wait.shadow.options.afer: long-wait has no such option; did you mean "after"?',
    'flags.long-wait.shadow.queues.sales.after: 4 is less than 5',
  ]);
});
