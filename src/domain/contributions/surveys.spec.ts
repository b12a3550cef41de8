import { expect, test } from '@jest/globals';
import { singles } from '../../../test/support/contributions.js';
import { answers, hours, isSurveyed } from '../../../test/support/survey-said.js';
import { caller, hangsUp, leavesQueue, partsFrom, queues, reaches } from '../../../test/support/story.js';
import { unnamedFloor } from '../floor.js';
import { foldContact } from '../fold/fold.js';
import { contributionsOfSurveys } from './surveys.js';

const call = caller({ to: '+4930' }).at(5, queues('billing')).at(20, leavesQueue('billing', 'answered'), reaches('ann', 'billing')).at(80, partsFrom('ann', 'customer')).at(81, hangsUp());
const asked = call.at(hours(1), isSurveyed());

function sums(story: typeof call, key: string, attribution = 'arrival'): Record<string, number> {
  return Object.fromEntries(singles(contributionsOfSurveys(foldContact(story.events), unnamedFloor)).filter((each) => each.key === key && each.attribution === attribution).map(({ measure, value }) => [measure, value]));
}

test('counts who was asked, who answered, and what was good', () => {
  const story = asked.at(hours(2), answers('resolved', 'yes'), answers('csat-5', 3), answers('ces-7', 5));
  const expected = { 'survey.sent': 1, 'survey.responded': 1, 'survey.resolved': 1, 'survey.resolved.yes': 1, 'survey.csat-5': 1, 'survey.ces-7': 1, 'survey.ces-7.easy': 1, 'survey.ces-7.marks': 5 };
  for (const key of ['voice/contacts', 'voice/total', 'voice/entry/+4930', 'voice/queue/billing', 'voice/reason/billing']) expect(sums(story, key)).toEqual(expected);
  expect(sums(story, 'voice/agent/ann')).toEqual({});
});

test('counts by the contact\'s instants, whenever the answer came', () => {
  expect([...new Set(contributionsOfSurveys(foldContact(asked.events), unnamedFloor).map(({ at, attribution }) => `${attribution} ${at}`))]).toEqual(['arrival 0', 'completion 81000', 'disconnect 81000']);
});

test('leaves out what lies off the scale and what is no question of ours', () => {
  expect(sums(asked.at(hours(2), answers('csat-5', 9), answers('taste', 3)), 'voice/contacts')).toEqual({ 'survey.sent': 1, 'survey.responded': 1 });
});
