import { expect, test } from '@jest/globals';
import { caller, flagsOfJourney, givesReason, hangsUp } from '../../test/support/story.js';
import type { Caller } from '../../test/support/story.js';
import { DAY, HOUR, MINUTE } from '../domain/time.js';
import { repeatContact } from './repeat-contact.js';

const rule = [repeatContact];
/** A contact of one minute. */
const call = (id: string, begins: number, more: Caller = {}) => caller({ id, begins, from: 'a7f3', ...more }).at(60, hangsUp());
const contactsOf = (flags: readonly { readonly contact: string }[]) => flags.map((flag) => flag.contact);

test('notes the third contact in six days, and what the last one was about', () => {
  const rebate = caller({ id: 'second', begins: 6 * DAY, from: 'a7f3' }).at(1, givesReason('rebate')).at(60, hangsUp());
  const stories = [call('first', 0), rebate, call('third', 6 * DAY + MINUTE + 2 * HOUR, { to: '+4930' })];
  expect(flagsOfJourney(stories, rule)).toEqual([
    {
      rule: 'repeat-contact', contact: 'second', subject: 'contact', since: 6 * DAY, until: 6 * DAY, severity: 'note',
      because: 'second contact in 6 days, last ended 5 days ago', place: {},
    },
    {
      rule: 'repeat-contact', contact: 'third', subject: 'contact', since: 6 * DAY + MINUTE + 2 * HOUR, until: 6 * DAY + MINUTE + 2 * HOUR, severity: 'note',
      because: 'third contact in 6 days, last ended 2 h ago about rebate', place: { entry: '+4930' },
    },
  ]);
});

test('counts a gap of nothing up to a week, to the millisecond', () => {
  const again = (gap: number) => contactsOf(flagsOfJourney([call('first', 0), call('again', MINUTE + gap)], rule));
  expect([0, 7 * DAY, 7 * DAY + 1].map(again)).toEqual([['again'], ['again'], []]);
});

test('takes contacts that overlap as concurrent', () => {
  expect(flagsOfJourney([call('first', 0), call('beside', MINUTE - 1)], rule)).toEqual([]);
  const open = caller({ id: 'open', from: 'a7f3' });
  expect(flagsOfJourney([open, call('beside', HOUR)], rule)).toEqual([]);
});

test('takes no outbound contact and no call-back for a repeat, nor for what is repeated', () => {
  for (const direction of ['outbound', 'callback'] as const) {
    expect(flagsOfJourney([call('first', 0), call('second', HOUR, { direction, to: 'a7f3' })], rule)).toEqual([]);
    expect(flagsOfJourney([call('first', 0, { direction, to: 'a7f3' }), call('second', HOUR)], rule)).toEqual([]);
  }
});

test('stays quiet for numbers that are listed out', () => {
  expect(flagsOfJourney([call('first', 0), call('second', HOUR)], rule, { floor: { listedOut: ['a7f3'] } })).toEqual([]);
});

test('asks for the same reason where it is told to and both are known', () => {
  const about = (id: string, begins: number, reason: string) => caller({ id, begins, from: 'a7f3' }).at(1, givesReason(reason)).at(60, hangsUp());
  const stories = [about('first', 0, 'rebate'), about('second', HOUR, 'moving'), call('third', 2 * HOUR), about('fourth', 3 * HOUR, 'rebate')];
  const floor = { flags: { 'repeat-contact': { options: { sameReason: true } } } };
  expect(flagsOfJourney(stories, rule, { floor }).map((flag) => [flag.contact, flag.because])).toEqual([
    ['third', 'third contact in 2 h, last ended 59 min ago about moving'],
    ['fourth', 'third contact in 3 h, last ended 59 min ago'],
  ]);
});

test('takes the note back when it shows late that the first contact lasted on', () => {
  const first = caller({ id: 'first', from: 'a7f3' });
  expect(contactsOf(flagsOfJourney([first.at(60, hangsUp()), call('second', HOUR)], rule))).toEqual(['second']);
  expect(flagsOfJourney([first.at(7_200, hangsUp()), call('second', HOUR)], rule)).toEqual([]);
});
