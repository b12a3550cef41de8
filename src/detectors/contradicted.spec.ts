import { expect, test } from '@jest/globals';
import { answers } from '../../test/support/survey-said.js';
import { caller, flagsOfJourney, givesReason, hangsUp, isWrappedUp, queues, reaches } from '../../test/support/story.js';
import { DAY, seconds } from '../domain/time.js';
import { contradicted } from './contradicted.js';

const rule = [contradicted];
const solved = caller({ id: 'solved', from: 'a7f3' }).at(0, queues('billing')).at(9, reaches('anna', 'billing')).at(10, givesReason('rebate')).at(90, hangsUp()).at(120, isWrappedUp('anna', { resolved: 'yes' }));
const back = (begins: number, reason: string) => caller({ id: 'again', begins, from: 'a7f3' }).at(1, givesReason(reason)).at(60, hangsUp());

test('notes the contact that was called resolved, when the customer is back about the same', () => {
  expect(flagsOfJourney([solved, back(2 * DAY + seconds(90), 'rebate')], rule, { floor: { agents: { anna: { name: 'Anna' } } } })).toEqual([{
    rule: 'contradicted', contact: 'solved', subject: 'contact', since: 2 * DAY + seconds(90), until: 2 * DAY + seconds(90), severity: 'note',
    because: 'Anna said resolved, the customer was back 2 days later, about rebate again', place: { agent: 'anna', queue: 'billing' },
  }]);
});

test('notes it when the customer says no in a survey, by whichever came first', () => {
  const said = solved.at(3_600, answers('resolved', 'no'));
  expect(flagsOfJourney([said], rule).map(({ since, because }) => [since, because])).toEqual([[seconds(3_600), 'anna said resolved, the customer said no']]);
  expect(flagsOfJourney([said, back(2 * DAY, 'rebate')], rule).map(({ because }) => because)).toEqual(['anna said resolved, the customer said no']);
});

test('stays quiet for another reason, after a week, and where nobody said resolved', () => {
  expect(flagsOfJourney([solved, back(2 * DAY, 'moving')], rule)).toEqual([]);
  expect(flagsOfJourney([solved, back(7 * DAY + seconds(91), 'rebate')], rule)).toEqual([]);
  const open = caller({ id: 'solved', from: 'a7f3' }).at(9, reaches('anna')).at(10, givesReason('rebate')).at(90, hangsUp()).at(120, isWrappedUp('anna', { resolved: 'partly' }));
  expect(flagsOfJourney([open, back(2 * DAY, 'rebate')], rule)).toEqual([]);
  expect(flagsOfJourney([solved, back(2 * DAY, 'rebate')], rule, { floor: { listedOut: ['a7f3'] } })).toEqual([]);
});

test('takes the note back when the agent corrects the result, or the customer the answer', () => {
  expect(flagsOfJourney([solved.at(200, isWrappedUp('anna', { resolved: 'no' })), back(2 * DAY, 'rebate')], rule)).toEqual([]);
  expect(flagsOfJourney([solved.at(3_600, answers('resolved', 'no')).at(3_700, answers('resolved', 'yes'))], rule)).toEqual([]);
});
