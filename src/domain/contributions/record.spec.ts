import { expect, test } from '@jest/globals';
import { singles } from '../../../test/support/contributions.js';
import { caller, contactOf, hangsUp, queues } from '../../../test/support/story.js';
import type { Flag } from '../flag.js';
import { unnamedFloor } from '../floor.js';
import { contributionsOfRecord } from './record.js';

const contact = contactOf(caller({ from: 'tel_test' }).at(0, queues('support')).at(200, hangsUp()));
const flag: Flag = {
  contact: 'call', rule: 'long-wait', version: 1, class: 'alert', subject: 'support#1', since: 120_000, severity: 'warning', because: '', place: { queue: 'support' }, raisedAt: 120_000,
};

test('a flagged contact counts as flagged', () => {
  expect(singles(contributionsOfRecord({ contact, flags: [flag] }, unnamedFloor)).filter(({ measure }) => measure === 'flagged').map(({ attribution }) => attribution)).toEqual(['arrival', 'completion', 'disconnect']);
});

test('flags of a number that is listed out count as little as its contacts', () => {
  expect(contributionsOfRecord({ contact, flags: [flag] }, { ...unnamedFloor, listedOut: ['tel_test'] })).toEqual([]);
});
