import { expect, test } from '@jest/globals';
import { caller, contactOf, givesReason, hangsUp, queues } from '../../../test/support/story.js';
import type { Flag } from '../flag.js';
import { unnamedFloor } from '../floor.js';
import { summarise } from '../journey.js';
import { HOUR } from '../time.js';
import { contributionOfFlagged, contributionsOfFlags } from './flags.js';
import { singles } from '../../../test/support/contributions.js';
import type { Attribution, Contribution } from '../metric.js';
import { contributionsOfJourney } from './journey.js';

const call = (id: string, hour: number, direction: 'inbound' | 'outbound' = 'inbound') =>
  summarise(contactOf(caller({ id, begins: hour * HOUR, direction }).at(0, queues('support'), givesReason('rebate')).at(9, hangsUp())), unnamedFloor);
const flag = (contact: string, rule: string, more: Partial<Flag> = {}): Flag => ({
  contact, rule, version: 1, class: 'note', subject: 'contact', since: HOUR, severity: 'note', because: '', place: {}, raisedAt: HOUR, ...more,
});
/** What became of contacts that are over has a spec of its own: endings.spec.ts. */
const namesOf = (list: readonly Contribution[], by: Attribution = 'arrival'): string[] =>
  singles(list).filter(({ attribution, measure }) => attribution === by && !/^(fcr|gap|resolution|contained)\./.test(measure)).map(({ at, key, measure, value }) => `${at / HOUR} ${key} ${measure} ${value}`);
const journey = { customer: 'C-17', contacts: [call('a', 1), call('b', 2), call('c', 3, 'outbound')] };

test('counts inbound contacts of a known customer, and repeats among them, by reason too', () => {
  expect(namesOf(contributionsOfJourney(journey, [flag('b', 'repeat-contact')], unnamedFloor))).toEqual([
    '1 voice/contacts customers 1', '1 voice/reason/rebate customers 1',
    '2 voice/contacts customers 1', '2 voice/contacts repeats 1', '2 voice/reason/rebate customers 1', '2 voice/reason/rebate repeats 1',
    '1 voice/contacts flags 1', '1 voice/contacts flag.repeat-contact 1',
    '2 voice/place/reason:rebate hurt.flag.repeat-contact 1', '2 voice/place/reason:rebate hurtMs.flag.repeat-contact 9000',
  ]);
});

test('a flag that was taken back counts nothing', () => {
  const back = flag('b', 'repeat-contact', { retractedAt: 2 * HOUR });
  expect(contributionsOfJourney(journey, [back], unnamedFloor)).toEqual(contributionsOfJourney(journey, [], unnamedFloor));
  expect(contributionsOfFlags([back], 'voice')).toEqual([]);
});

test('counts nothing of a customer who is listed out', () => {
  expect(contributionsOfJourney(journey, [flag('b', 'repeat-contact')], { ...unnamedFloor, listedOut: ['C-17'] })).toEqual([]);
});

test('counts repeats by the end of their contact, where that is asked', () => {
  for (const by of ['completion', 'disconnect'] as const) {
    expect(namesOf(contributionsOfJourney({ ...journey, contacts: [call('a', 0), call('b', 0)] }, [flag('b', 'repeat-contact')], unnamedFloor), by).filter((name) => name.includes('voice/contacts')))
      .toEqual(['0.0025 voice/contacts customers 1', '0.0025 voice/contacts customers 1', '0.0025 voice/contacts repeats 1']);
  }
});

test('counts a flag when the experience went wrong, for the floor and its queue', () => {
  expect(namesOf(contributionsOfFlags([flag('a', 'long-wait', { place: { queue: 'support' } })], 'voice'))).toEqual([
    '1 voice/contacts flags 1', '1 voice/contacts flag.long-wait 1', '1 voice/queue/support flags 1', '1 voice/queue/support flag.long-wait 1',
  ]);
});

test('a contact counts once as flagged', () => {
  expect([namesOf(contributionOfFlagged(true, 'chat', 2 * HOUR, undefined)), contributionOfFlagged(false, 'chat', 0, 1)]).toEqual([['2 chat/contacts flagged 1'], []]);
  expect(contributionOfFlagged(true, 'chat', 1, 9).map(({ at, attribution }) => `${attribution} ${at}`)).toEqual(['arrival 1', 'completion 9', 'disconnect 9']);
});
