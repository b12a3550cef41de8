import { expect, test } from '@jest/globals';
import { singles } from '../../../test/support/contributions.js';
import { caller, comesOut, contactOf, ends, enters, hangsUp, isTransferred, partsFrom, queues, reaches } from '../../../test/support/story.js';
import type { Story } from '../../../test/support/story.js';
import { unnamedFloor } from '../floor.js';
import type { Floor } from '../floor.js';
import type { Attribution } from '../metric.js';
import { spreadOf } from '../spread.js';
import { HOUR, MINUTE, seconds } from '../time.js';
import { contributionsOf } from './contact.js';

const floorWith = (more: Partial<Floor>): Floor => ({ ...unnamedFloor, ...more });
/** What became of contacts that are over, what callers lost, what is counted by bucket, nodes and ways in have specs of their own. */
const isOther = (measure: string): boolean => /^(resolution|contained)\.|LostMs$|^nodeVisits$|^(toQueue|toHuman)(Ms)?$/.test(measure) || spreadOf(measure) !== undefined;
/** What a story adds under one key, by arrival. */
function countsIn(story: Story, key: string, floor = unnamedFloor, by: Attribution = 'arrival'): Record<string, number> {
  const mine = singles(contributionsOf(contactOf(story), floor)).filter((each) => each.key === key && each.attribution === by && !isOther(each.measure));
  return Object.fromEntries(mine.map(({ measure, value }) => [measure, value]));
}
/** But for the steps through the menu, which steps.spec.ts tells of. */
const keysOf = (story: Story, floor = unnamedFloor): string[] => [...new Set(contributionsOf(contactOf(story), floor).map(({ key }) => key))].filter((key) => !/^voice\/(step|way)\//.test(key));
const answered = caller().at(0, enters('main')).at(9, queues('support')).at(20, reaches('anna')).at(80, hangsUp());

test('counts a caller who leaves in the menu among those who called, and in no queue', () => {
  const left = caller().at(0, enters('main')).at(30, hangsUp());
  expect(countsIn(left, 'voice/contacts')).toEqual({ contacts: 1, inMenu: 1, contained: 1, leftInMenu: 1 });
  expect(keysOf(left)).toEqual(['voice/contacts', 'voice/reason/main', 'voice/node/main']);
  expect(countsIn(caller().at(0, enters('main')).at(20, comesOut('paid')).at(30, hangsUp()), 'voice/contacts')).toEqual({ contacts: 1, inMenu: 1, contained: 1, completed: 1 });
});

test('counts settled facts only: who waits or talks adds what is over', () => {
  const waiting = caller().at(0, queues('support'));
  expect(countsIn(waiting, 'voice/queue/support')).toEqual({});
  const talking = waiting.at(9, reaches('anna'));
  expect(countsIn(talking, 'voice/queue/support')).toEqual({ offered: 1, answered: 1, answeredInTime: 1, answeredWaitMs: seconds(9) });
  expect(keysOf(talking)).not.toContain('voice/agent/anna');
});

test('takes no duration and no outcome from an end that is inferred', () => {
  const ghost = caller().at(0, queues('support')).at(9, reaches('anna')).at(900, ends('inferred'));
  expect(countsIn(ghost, 'voice/queue/support')).toEqual({ offered: 1, answered: 1, answeredInTime: 1, answeredWaitMs: seconds(9) });
  expect(keysOf(ghost)).not.toContain('voice/agent/anna');
  expect(countsIn(caller().at(0, enters('main')).at(900, ends('inferred')), 'voice/contacts')).toEqual({ contacts: 1, inMenu: 1 });
  expect(countsIn(caller().at(0, queues('support')).at(900, ends('inferred')), 'voice/total')).toEqual({ offered: 1, lostSight: 1 });
});

test('counts who was lost after an answer', () => {
  const lost = caller().at(0, reaches('anna', 'a')).at(60, isTransferred('blind', 'b')).at(60, partsFrom('anna', 'transfer')).at(60, queues('b')).at(90, hangsUp());
  expect(countsIn(lost, 'voice/contacts')).toMatchObject({ lostAfterAnswer: 1, abandoned: 1 });
});

test('counts calls while closed apart, and in nothing else', () => {
  const nights = floorWith({ entries: { '+4930': { calendar: 'never' } }, calendars: { never: { hours: {}, holidays: [] } } });
  const call = caller({ to: '+4930' }).at(0, enters('main')).at(30, hangsUp());
  expect(singles(contributionsOf(contactOf(call), nights)).map(({ key, measure }) => `${key} ${measure}`).filter((name) => !name.endsWith(' closed'))).toEqual([]);
  expect(countsIn(call, 'voice/entry/+4930', nights)).toEqual({ closed: 1 });
});

test('counts nothing of a number that is listed out', () => {
  expect(contributionsOf(contactOf(caller({ from: 'tel_test' }).at(0, queues('support')).at(9, hangsUp())), floorWith({ listedOut: ['tel_test'] }))).toEqual([]);
});

test.each(['outbound', 'callback', 'internal'] as const)('an %s contact is talk, and neither offered nor abandoned', (direction) => {
  const call = caller({ direction }).at(0, queues('support')).at(9, reaches('anna')).at(80, hangsUp());
  expect(countsIn(call, 'voice/queue/support')).toEqual({ segments: 1, talkMs: seconds(71) });
  expect(keysOf(call)).toEqual(['voice/agent/anna', 'voice/queue/support', 'voice/total']);
});

test('voice, chat and mail are apart', () => {
  expect(keysOf(caller({ channel: 'chat' }).at(0, queues('support')).at(9, hangsUp()))).toEqual(['chat/contacts', 'chat/reason/support', 'chat/queue/support', 'chat/total']);
});

test('counts when it arrived, was completed and disconnected', () => {
  const at = (by: Attribution, key: string): number[] => [...new Set(contributionsOf(contactOf(answered), unnamedFloor)
    .filter((each) => each.key === key && each.attribution === by && !Object.keys(each.tally).every(isOther)).map((each) => each.at))];
  expect([at('arrival', 'voice/queue/support'), at('completion', 'voice/queue/support'), at('disconnect', 'voice/queue/support')])
    .toEqual([[seconds(9), seconds(20)], [seconds(20), seconds(80)], [seconds(80)]]);
  expect([at('arrival', 'voice/contacts'), at('completion', 'voice/contacts'), at('disconnect', 'voice/contacts')]).toEqual([[0], [seconds(80)], [seconds(80)]]);
});

test('holds targets of the queue against the stay, and of the first queue against the total', () => {
  const floor = floorWith({ queues: { support: { answerWithinMs: 10 * MINUTE }, slow: { answerWithinMs: HOUR } } });
  const story = caller().at(0, queues('support')).at(300, reaches('anna')).at(400, hangsUp());
  expect([countsIn(story, 'voice/queue/support', floor)['answeredInTime'], countsIn(story, 'voice/queue/support')['answeredInTime']]).toEqual([1, undefined]);
});
