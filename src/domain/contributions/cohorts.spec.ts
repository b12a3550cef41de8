import { expect, test } from '@jest/globals';
import { caller, contactOf, hangsUp } from '../../../test/support/story.js';
import type { Flag } from '../flag.js';
import { HOUR, MINUTE } from '../time.js';
import { contributionsOfCohorts } from './cohorts.js';

const begins = 7 * HOUR + 20 * MINUTE;
const enters = { type: 'ivr.node.entered', data: { node: 'main', flow: 'bank', flowVersion: '7' } } as const;
const flag = (rule: string, more: Partial<Flag> = {}): Flag => ({ rule, version: 1, class: 'note', contact: 'call', subject: 'it', since: 0, raisedAt: 0, severity: 'note', because: '', place: {}, ...more });

test('counts a contact that is over for the version of its flow, with what went wrong, by the hour of its start', () => {
  const contact = contactOf(caller({ begins }).at(0, enters).at(60, hangsUp()));
  expect(contributionsOfCohorts(contact, [flag('zero-out'), flag('zero-out', { subject: 'again' }), flag('ghost', { retractedAt: 1 })])).toEqual([
    { at: 7 * HOUR, attribution: 'arrival', key: 'voice/place/flow:bank@7', tally: { passed: 1, 'hurt.flag.zero-out': 1 } },
  ]);
});

test('counts the reason under the offer that it names, while the contact is on', () => {
  const contact = contactOf(caller({ begins }).at(9, { type: 'contact.reason', data: { reason: 'offer-refused', offer: 'SPRING24' } }));
  expect(contributionsOfCohorts(contact, [])).toEqual([{ at: begins, attribution: 'arrival', key: 'voice/place/offer:SPRING24', tally: { 'reason.offer-refused': 1 } }]);
});

test('counts nothing of a flow while the contact is on, nor of one that we made ourselves', () => {
  expect(contributionsOfCohorts(contactOf(caller({ begins }).at(0, enters)), [])).toEqual([]);
  expect(contributionsOfCohorts(contactOf(caller({ begins, direction: 'outbound' }).at(0, enters).at(60, hangsUp())), [])).toEqual([]);
});
