import { expect, test } from '@jest/globals';
import { caller, comesOut, ends, enters, flagsOfJourney, hangsUp, queues } from '../../test/support/story.js';
import { DAY, HOUR, MINUTE } from '../domain/time.js';
import { falseContainment } from './false-containment.js';

const rule = [falseContainment];
const menu = caller({ id: 'menu', from: 'a7f3', to: '+4930' }).at(0, enters('main')).at(20, enters('balance')).at(50, comesOut('balance')).at(60, ends('system'));
const back = (begins: number) => caller({ id: 'again', begins, from: 'a7f3' });

test('notes a contact that the menu kept, when the customer is back within a day', () => {
  expect(flagsOfJourney([menu, back(2 * HOUR + MINUTE)], rule, { floor: { nodes: { balance: { name: 'Balance' } } } })).toEqual([{
    rule: 'false-containment', contact: 'menu', subject: 'contact', since: 2 * HOUR + MINUTE, until: 2 * HOUR + MINUTE, severity: 'note',
    because: 'ended in the menu at Balance, back 2 h later', place: { node: 'balance', entry: '+4930' },
  }]);
});

test('stays quiet after a day, for who reached a queue, for a few seconds, and for numbers that are listed out', () => {
  expect(flagsOfJourney([menu, back(DAY + 2 * MINUTE)], rule)).toEqual([]);
  const queued = caller({ id: 'menu', from: 'a7f3' }).at(0, enters('main')).at(20, queues('support')).at(60, hangsUp());
  const wrong = caller({ id: 'menu', from: 'a7f3' }).at(0, enters('main')).at(9, hangsUp());
  expect([queued, wrong].flatMap((story) => flagsOfJourney([story, back(HOUR)], rule))).toEqual([]);
  expect(flagsOfJourney([menu, back(HOUR)], rule, { floor: { listedOut: ['a7f3'] } })).toEqual([]);
});

test('stays quiet for calls while the number is closed: they come back when it is open', () => {
  const floor = { calendars: { office: { hours: {}, holidays: [] } }, entries: { '+4930': { calendar: 'office' } } };
  expect(flagsOfJourney([menu, back(HOUR)], rule, { floor })).toEqual([]);
});

test('takes the note back when it shows late that a queue was reached', () => {
  expect(flagsOfJourney([menu.at(55, queues('support')), back(HOUR)], rule)).toEqual([]);
});
