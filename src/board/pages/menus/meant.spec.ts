import { expect, test } from '@jest/globals';
import type { IntendedCompared } from '../../../contract/intended.js';
import { differences } from './meant.js';

const at = (name: string): { id: string; name: string } => ({ id: `node:${name}`, name });
const compared: IntendedCompared = {
  ways: 9, taken: 4, unforeseen: [{ from: at('main'), to: at('loans'), passes: 1_200, is: 'key', key: '7', calls: ['c'] }], unknown: [{ place: at('odd'), visits: 3, calls: [] }],
  untaken: [{ from: at('main'), to: at('cards'), key: null, on: 'silence', visits: 40 }], unreached: [at('old')], deadKeys: [{ node: at('main'), key: '9', times: 5, offered: true, calls: [] }], renamed: [{ observed: at('Main'), intended: at('main') }],
};

test('lists what callers do and nobody meant, then what was meant and nobody does, then names', () => {
  expect(differences(compared).map(({ sign, says, from, to, key, times }) => [sign, says, from.name, to?.name ?? '', key, times].join('|'))).toEqual([
    '!|Meant by another key|main|loans|7|1,200', '!|A node that nobody meant|odd|||3', '⌀|A key that leads nowhere, though it is offered|main||9|5', '○|A node that nobody reaches|old|||0',
    '○|A way that nobody takes, on silence|main|cards||0 of 40', '≈|One thing under two names|Main|main||',
  ]);
});
