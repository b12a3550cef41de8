import { expect, test } from '@jest/globals';
import { caller, contactOf, enters, ends, hangsUp, queues } from '../../../test/support/story.js';
import type { Story } from '../../../test/support/story.js';
import { answers, isSurveyed } from '../../../test/support/survey-said.js';
import { unnamedFloor } from '../floor.js';
import { summarise, withContact } from '../journey.js';
import type { Journey } from '../journey.js';
import { DAY, HOUR, seconds } from '../time.js';
import { aftermathOf } from './shown.js';

const anna = { from: 'tel_anna' };
const call = caller({ id: 'first', ...anna }).at(10, queues('support')).at(60, hangsUp());
const again = (id: string, begins: number): Story => caller({ id, begins, ...anna }).at(5, queues('support')).at(30, hangsUp());

function aftermath(stories: readonly Story[], now: number, floor = unnamedFloor) {
  const contacts = stories.map(contactOf);
  const journey = contacts.reduce<Journey>((all, contact) => withContact(all, summarise(contact, floor)), { customer: 'tel_anna', contacts: [] });
  const [first] = contacts;
  if (first === undefined) throw new Error('There is no contact.');
  const { shown, isKnown } = aftermathOf(first, summarise(first, floor), first.customer === undefined ? undefined : journey, floor, now);
  return [isKnown, shown.map(({ kind, at }) => [kind, at])];
}

test('a customer who does not come back has shown nothing, and that is known once the window is over', () => {
  expect(aftermath([call], 6 * DAY)).toEqual([false, []]);
  expect(aftermath([call], 8 * DAY)).toEqual([true, []]);
});

test('coming back counts within the window of the settings only, and for its reasons', () => {
  expect(aftermath([call, again('second', DAY)], 8 * DAY)).toEqual([true, [['came-back', DAY]]]);
  expect(aftermath([call, again('second', 8 * DAY)], 9 * DAY)).toEqual([true, []]);
  expect(aftermath([call, again('second', DAY)], 8 * DAY, { ...unnamedFloor, returns: { within: '4h', scope: 'any' } })).toEqual([true, []]);
  const other = caller({ id: 'second', begins: HOUR, ...anna }).at(5, queues('billing')).at(30, hangsUp());
  expect(aftermath([call, other], 8 * DAY, { ...unnamedFloor, returns: { within: '7d', scope: 'same' } })).toEqual([true, []]);
});

test('a contact that began before this one ended is no return', () => {
  expect(aftermath([call, again('second', seconds(30))], 8 * DAY)).toEqual([true, []]);
});

test('a bad answer shows it, also where the customer is not known', () => {
  const surveyed = caller({ id: 'first' }).at(10, queues('support')).at(60, hangsUp()).at(600, isSurveyed()).at(700, answers('csat-5', 2)).at(720, answers('resolved', 'yes'));
  expect(aftermath([surveyed], 8 * DAY)).toEqual([true, [['bad-survey', seconds(700)]]]);
  const happy = caller({ id: 'first' }).at(60, hangsUp()).at(600, isSurveyed()).at(700, answers('csat-5', 4), answers('nps', 9));
  expect(aftermath([happy], 8 * DAY)).toEqual([true, []]);
  const detractor = caller({ id: 'first' }).at(60, hangsUp()).at(700, answers('nps', 6));
  expect(aftermath([detractor], 8 * DAY)).toEqual([true, [['bad-survey', seconds(700)]]]);
});

test('of an anonymous caller without a survey nothing is known', () => {
  expect(aftermath([caller({ id: 'first' }).at(60, hangsUp())], 8 * DAY)).toEqual([false, []]);
});

test('of a number that is listed out, coming back says nothing', () => {
  expect(aftermath([call, again('second', DAY)], 8 * DAY, { ...unnamedFloor, listedOut: ['tel_anna'] })).toEqual([false, []]);
});

test('feedback of the contact, or of the customer within the window, is a complaint', () => {
  expect(aftermath([call.at(900, { type: 'feedback.received', data: { channel: 'mail' } })], 8 * DAY)).toEqual([true, [['complained', seconds(900)]]]);
  const forum = { events: [{ id: 'f', source: 'forum', subject: 'post', type: 'feedback.received' as const, time: DAY, data: { customer: 'tel_anna' } }], at: call.at };
  expect(aftermath([call, forum], 8 * DAY)).toEqual([true, [['complained', DAY]]]);
});

test('who ends in the menu and is back within a day was not served', () => {
  const menu = caller({ id: 'first', ...anna }).at(2, enters('main')).at(40, hangsUp());
  expect(aftermath([menu, again('second', HOUR)], 8 * DAY)).toEqual([true, [['came-back', HOUR], ['not-served', HOUR]]]);
  expect(aftermath([menu, again('second', 2 * DAY)], 8 * DAY)).toEqual([true, [['came-back', 2 * DAY]]]);
});

test('of a contact that was lost sight of, nothing is known', () => {
  expect(aftermath([caller({ id: 'first', ...anna }).at(60, ends('inferred'))], 8 * DAY)).toEqual([true, []]);
  expect(aftermath([caller({ id: 'first', ...anna }).at(60, queues('support'))], 8 * DAY)).toEqual([false, []]);
});
