import { expect, test } from '@jest/globals';
import { answers, hours, isSurveyed } from '../../test/support/survey-said.js';
import { caller, flagsOf, hangsUp, leavesQueue, partsFrom, queues, reaches } from '../../test/support/story.js';
import { badSurvey } from './bad-survey.js';

const rule = [badSurvey];
const served = caller().at(5, queues('billing')).at(20, leavesQueue('billing', 'answered'), reaches('ann', 'billing')).at(80, partsFrom('ann', 'customer')).at(81, hangsUp()).at(hours(1), isSurveyed());
const because = (...said: (readonly [string, string | number])[]): string[] =>
  flagsOf(said.reduce((story, [question, value], nth) => story.at(hours(2) + nth, answers(question, value)), served), rule).map((flag) => flag.because);

test('notes who says that it was not resolved', () => {
  expect(flagsOf(served.at(hours(2), answers('resolved', 'no')), rule)).toEqual([{
    rule: 'bad-survey', subject: 'survey s-1', since: hours(2) * 1_000, until: hours(2) * 1_000, severity: 'note', because: 'the customer said: not resolved', place: { queue: 'billing' },
  }]);
});

test.each([['csat-5', 2, 3, 'gave satisfaction 2 of 5'], ['ces-7', 3, 4, 'gave ease 3 of 7'], ['nps-10', 6, 7, 'would recommend us with 6 of 10']])('%s: %d is bad, %d is not', (question, bad, fair, says) => {
  expect(because([question, bad])).toEqual([`the customer ${says}`]);
  expect(because([question, fair])).toEqual([]);
});

test('is one flag however much of a survey is bad', () => {
  expect(because(['resolved', 'no'], ['ces-7', 5], ['csat-5', 1])).toEqual(['the customer said: not resolved and gave satisfaction 1 of 5']);
});

test('reads the surveys of platforms too, and no mark that is off the scale', () => {
  expect(because(['CSAT', '1'])).toEqual(['the customer gave satisfaction 1 of 5']);
  expect(because(['csat-5', 0], ['nps-10', 'no'], ['taste', 1])).toEqual([]);
});

test('stays quiet for partly, for good answers, and for silence', () => {
  expect(because(['resolved', 'partly'])).toEqual([]);
  expect(flagsOf(served, rule)).toEqual([]);
});

test('goes by what a queue calls bad', () => {
  const strict = { floor: { flags: { 'bad-survey': { queues: { billing: { csat: 3 } } } } } };
  expect(flagsOf(served.at(hours(2), answers('csat-5', 3)), rule, strict)).toHaveLength(1);
});

test('takes back what was answered anew', () => {
  expect(because(['resolved', 'no'], ['resolved', 'yes'])).toEqual([]);
});
