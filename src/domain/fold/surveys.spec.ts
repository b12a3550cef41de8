import { expect, test } from '@jest/globals';
import { answers, hours, isSurveyed, letsItExpire, saysStop } from '../../../test/support/survey-said.js';
import { caller, hangsUp } from '../../../test/support/story.js';
import { resolvedSaid } from '../surveyed.js';
import { seconds } from '../time.js';
import { foldContact } from './fold.js';

const call = caller().at(60, hangsUp());
const said = (question: string, value: string | number, hour: number): object => ({ question, value, at: seconds(hours(hour)) });

test('holds what was asked and answered, by instants', () => {
  const story = call.at(hours(1), isSurveyed()).at(hours(2), answers('resolved', 'yes')).at(hours(3), answers('csat-5', 4)).at(hours(48), letsItExpire());
  expect(foldContact(story.events).surveys).toEqual([{
    survey: 's-1', sentAt: seconds(hours(1)), expiredAt: seconds(hours(48)), answers: [said('resolved', 'yes', 2), said('csat-5', 4, 3)],
  }]);
});

test('the last answer to a question counts', () => {
  const story = call.at(hours(2), answers('resolved', 'yes')).at(hours(3), answers('resolved', 'no'));
  expect(foldContact(story.events).surveys[0]?.answers).toEqual([said('resolved', 'no', 3)]);
});

test('holds when the customer said STOP, the first time', () => {
  const story = call.at(hours(1), isSurveyed()).at(hours(2), answers('resolved', 'no'), saysStop()).at(hours(3), saysStop());
  expect(foldContact(story.events).surveys).toEqual([{ survey: 's-1', sentAt: seconds(hours(1)), stoppedAt: seconds(hours(2)), answers: [said('resolved', 'no', 2)] }]);
});

test('two surveys stay apart, one without a name is its source\'s', () => {
  const story = call.at(hours(2), answers('csat-5', 5, 'a'), answers('csat-5', 1, 'b'), { type: 'survey.answered', data: { question: 'csat', value: 3 } });
  expect(foldContact(story.events).surveys.map(({ survey }) => survey)).toEqual(['a', 'b', 'story']);
});

test('contacts without surveys share nothing that one of them could change', () => {
  const [one, other] = [foldContact(call.at(hours(1), isSurveyed()).events), foldContact(call.events)];
  expect([one.surveys.length, other.surveys]).toEqual([1, []]);
});

test('the customer\'s last word on whether it was resolved', () => {
  const surveys = foldContact(call.at(hours(2), answers('resolved', 'no', 'a')).at(hours(3), answers('resolved', 'yes', 'b')).events).surveys;
  expect([resolvedSaid(surveys), resolvedSaid([])]).toEqual(['yes', undefined]);
});
