import { expect, test } from '@jest/globals';
import { caller, ends, flagsOfJourney, hangsUp, partsFrom, reaches } from '../../test/support/story.js';
import { MINUTE, seconds } from '../domain/time.js';
import { droppedReturn } from './dropped-return.js';

const rule = [droppedReturn];
const broken = caller({ id: 'broken', from: 'a7f3' }).at(0, reaches('anna', 'support')).at(60, ends('system'));
const back = (begins: number) => caller({ id: 'again', begins, from: 'a7f3' });

test('flags the call that broke, severe, while the caller is back', () => {
  expect(flagsOfJourney([broken, back(3 * MINUTE)], rule, { floor: { agents: { anna: { name: 'Anna' } } } })).toEqual([{
    rule: 'dropped-return', contact: 'broken', subject: 'contact', since: 3 * MINUTE, severity: 'severe',
    because: 'cut off from Anna, called again 2 min later', place: { agent: 'anna', queue: 'support' },
  }]);
  expect(flagsOfJourney([broken, back(3 * MINUTE).at(90, hangsUp())], rule).map(({ until }) => until)).toEqual([3 * MINUTE + seconds(90)]);
});

test('stays quiet for who is back later, for an ordinary end, and for numbers that are listed out', () => {
  expect(flagsOfJourney([broken, back(7 * MINUTE)], rule)).toEqual([]);
  const ordinary = caller({ id: 'broken', from: 'a7f3' }).at(0, reaches('anna')).at(60, hangsUp());
  expect(flagsOfJourney([ordinary, back(3 * MINUTE)], rule)).toEqual([]);
  expect(flagsOfJourney([broken, back(3 * MINUTE)], rule, { floor: { listedOut: ['a7f3'] } })).toEqual([]);
});

test('takes the causes that the rule for drops is told', () => {
  const cut = caller({ id: 'broken', from: 'a7f3' }).at(0, reaches('anna')).at(60, ends('customer', 'CODEC_MISMATCH'));
  const floor = { flags: { dropped: { options: { causes: 'CODEC_MISMATCH' } } } };
  expect([flagsOfJourney([cut, back(3 * MINUTE)], rule).length, flagsOfJourney([cut, back(3 * MINUTE)], rule, { floor }).length]).toEqual([0, 1]);
});

test('takes the flag back when it shows late that the customer had hung up', () => {
  expect(flagsOfJourney([broken.at(59, partsFrom('anna', 'customer')), back(3 * MINUTE)], rule)).toEqual([]);
});
