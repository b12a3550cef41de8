import { expect, test } from '@jest/globals';
import { DAY, HOUR, seconds } from '../domain/time.js';
import { answerOfCohort, caller, cohortOf } from '../../test/support/story.js';
import { StoryStreet } from '../../test/support/street.js';
import { offerMismatch } from './offer-mismatch.js';

const DAWN = 20_000 * DAY;
const offer = (refused: number, taken = 0) => cohortOf({ kind: 'offer', name: 'SPRING24', passed: () => ({ 'reason.offer-refused': refused, 'reason.order': taken }) });

test('flags the fifth caller of a day who was refused what an offer says, until the day is over', () => {
  expect(answerOfCohort(offer(5), offerMismatch, DAWN + HOUR)).toEqual({
    raised: [{
      subject: `day@${DAWN}`, since: DAWN, until: DAWN + DAY, severity: 'warning',
      because: '5 contacts today about the offer SPRING24 that they were refused', place: { offer: 'SPRING24' },
    }],
  });
});

test('stays quiet for four, and for those who name the offer to take it', () => {
  expect(answerOfCohort(offer(4, 90), offerMismatch, DAWN + HOUR)).toEqual({ raised: [] });
});

test('takes the words that it is told', () => {
  expect(answerOfCohort(offer(0, 9), offerMismatch, DAWN, { flags: { 'offer-mismatch': { options: { words: 'order, declined' } } } }).raised).toHaveLength(1);
});

test('is raised on the offer, and taken back when the reason of one call is corrected', async () => {
  const street = new StoryStreet();
  const call = (id: string) => caller({ id, begins: DAWN + HOUR }).at(5, { type: 'contact.reason', data: { reason: 'offer-refused', offer: 'SPRING24' } });
  for (const id of ['a', 'b', 'c', 'd', 'e']) await street.arrive(DAWN + HOUR + seconds(30), [...call(id).events]);
  const toldOf = () => street.told.filter(({ flag }) => flag.startsWith('offer voice/SPRING24')).map(({ kind }) => kind);
  expect(toldOf()).toEqual(['raised']);
  await street.arrive(DAWN + HOUR + seconds(90), call('a').at(60, { type: 'contact.reason', data: { reason: 'order', offer: 'SPRING24' } }).events.slice(-1));
  expect(toldOf()).toEqual(['raised', 'retracted']);
});
