import { expect, test } from '@jest/globals';
import { caller, flagsOfJourney, givesReason, hangsUp } from '../../test/support/story.js';
import { DAY } from '../domain/time.js';
import { chronicRepeat } from './chronic-repeat.js';

const rule = [chronicRepeat];
const about = (id: string, begins: number, reason: string) => caller({ id, begins, from: 'a7f3', to: '+4930' }).at(1, givesReason(reason)).at(60, hangsUp());
const three = [about('a', 0, 'rebate'), about('b', 7 * DAY, 'rebate'), about('c', 14 * DAY, 'moving')];

test('notes the fourth contact in a month, and how many were about the same', () => {
  expect(flagsOfJourney([...three, about('d', 21 * DAY, 'rebate')], rule)).toEqual([{
    rule: 'chronic-repeat', contact: 'd', subject: 'contact', since: 21 * DAY, until: 21 * DAY, severity: 'note',
    because: 'fourth contact in 21 days, 2 of those before about rebate', place: { entry: '+4930' },
  }]);
});

test('stays quiet for three, for a fourth after a month, and for numbers that are listed out', () => {
  expect(flagsOfJourney(three, rule)).toEqual([]);
  expect(flagsOfJourney([...three, about('d', 30 * DAY + 1, 'rebate')], rule)).toEqual([]);
  expect(flagsOfJourney([...three, about('d', 21 * DAY, 'rebate')], rule, { floor: { listedOut: ['a7f3'] } })).toEqual([]);
});

test('takes the note back when one of them turns out to last on', () => {
  const [a, b, c] = three;
  const long = caller({ id: 'a', from: 'a7f3' }).at(22 * DAY / 1_000, hangsUp());
  expect(a && b && c && flagsOfJourney([long, b, c, about('d', 21 * DAY, 'rebate')], rule)).toEqual([]);
});
