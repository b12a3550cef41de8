import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyEvents } from '../../../test/support/any-events.js';
import { caller, contactOf, enters, flagsOfJourney, hangsUp, isBackWith, isHeldBy, queues, reaches } from '../../../test/support/story.js';
import type { Story } from '../../../test/support/story.js';
import { repeatContact } from '../../detectors/repeat-contact.js';
import type { Flag } from '../flag.js';
import { unnamedFloor } from '../floor.js';
import type { Floor } from '../floor.js';
import { foldContact } from '../fold/fold.js';
import { summarise } from '../journey.js';
import type { Contribution, LostMeasure } from '../metric.js';
import { compareEvents } from '../order.js';
import { placeIn } from '../place.js';
import { HOUR, seconds } from '../time.js';
import { contributionsOf } from './contact.js';
import { contributionsOfJourney } from './journey.js';
import { contributionsOfPlaces } from './places.js';

const parts: readonly LostMeasure[] = ['menuLostMs', 'waitLostMs', 'holdLostMs', 'betweenLostMs', 'repeatLostMs'];
const lost = ({ tally }: Contribution): number => parts.reduce((sum, each) => sum + (tally[each] ?? 0), 0);
const atPlaces = (story: Story, floor: Floor = unnamedFloor): Record<string, unknown> => Object.fromEntries(contributionsOfPlaces(contactOf(story), [], floor)
  .map(({ key, tally }) => [key.replace('voice/place/', ''), Object.fromEntries(Object.entries(tally).filter(([measure]) => /Lost|lost/.test(measure)))]));

const begins = 7 * HOUR + seconds(60);
const call = caller({ begins, to: '+4930' }).at(0, enters('main')).at(20, queues('support')).at(50, reaches('anna', 'support')).at(60, isHeldBy('anna')).at(90, isBackWith('anna')).at(100, hangsUp());

test('counts what was lost where it was, and all of it by reason, by number and everywhere', () => {
  const all = { menuLostMs: seconds(20), waitLostMs: seconds(30), holdLostMs: seconds(30) };
  expect(atPlaces(call)).toEqual({
    'node:main': { menuLostMs: seconds(20) }, 'queue:support': { waitLostMs: seconds(30), holdLostMs: seconds(30) },
    'reason:main': all, 'entry:+4930': all, 'floor:': all,
  });
});

test('what nobody knows the place, the reason or the number of is said to be unknown', () => {
  expect(atPlaces(caller({ begins }).at(9, hangsUp()))).toEqual(Object.fromEntries(['floor:', 'unknown:place', 'unknown:reason', 'unknown:entry'].map((key) => [key, { betweenLostMs: seconds(9) }])));
});

test('calls while closed are counted apart', () => {
  const nights: Floor = { ...unnamedFloor, entries: { '+4930': { calendar: 'never' } }, calendars: { never: { hours: {}, holidays: [] } } };
  expect(atPlaces(call, nights)).toEqual({ 'floor:': { closedLostMs: seconds(80) }, 'entry:+4930': {} });
});

/** Everywhere, and each of the ways to cut it. */
function sumsOf(contributions: readonly Contribution[]): readonly number[] {
  const sum = (kinds: readonly string[], what: string): number => contributions.reduce((total, each) => {
    const place = placeIn(each.key);
    return place !== undefined && (kinds.includes(place.kind) || (place.kind === 'unknown' && place.name === what)) ? total + lost(each) : total;
  }, 0);
  return [sum(['floor'], ''), sum(['node', 'queue'], 'place'), sum(['reason'], 'reason'), sum(['entry'], 'entry')];
}

test('whatever happened, the parts of each way to cut it add up to the whole, and that is what all who called lost', () => {
  fc.assert(fc.property(anyEvents, (events) => {
    const contact = foldContact(events.toSorted(compareEvents));
    const [whole, ...ways] = sumsOf(contributionsOfPlaces(contact, [], unnamedFloor));
    expect(ways).toEqual([whole, whole, whole]);
    const called = contributionsOf(contact, unnamedFloor).filter(({ key, attribution }) => key === `${contact.channel}/contacts` && attribution === 'arrival');
    expect(called.reduce((sum, each) => sum + lost(each), 0)).toBe(contact.direction === 'inbound' ? whole : 0);
  }), { numRuns: 400 });
});

const from = '7f'.repeat(16);
const first = caller({ id: 'first', begins, from, to: '+4930' }).at(0, queues('billing')).at(10, reaches('anna', 'billing')).at(60, hangsUp());
const second = caller({ id: 'second', begins: begins + HOUR, from, to: '+4930' }).at(0, queues('support')).at(30, reaches('bert', 'support')).at(130, hangsUp());
const journey = { customer: from, contacts: [first, second].map((story) => summarise(contactOf(story), unnamedFloor)) };
const flags = flagsOfJourney([first, second], [repeatContact]).map((told): Flag => ({ version: 1, class: 'note', raisedAt: told.since, ...told }));

test('the talk of a contact that a customer came back with counts at the queue that had the one before', () => {
  const repeats = contributionsOfJourney(journey, flags, unnamedFloor).filter(({ tally }) => tally.repeatLostMs !== undefined);
  expect(repeats.filter(({ key }) => placeIn(key)).map(({ key, at, tally }) => [key, at / HOUR, tally.repeatLostMs])).toEqual([
    ['voice/place/floor:', 8, seconds(100)], ['voice/place/queue:billing', 8, seconds(100)], ['voice/place/reason:support', 8, seconds(100)], ['voice/place/entry:+4930', 8, seconds(100)],
  ]);
  expect(repeats.filter(({ key, attribution }) => key === 'voice/contacts' && attribution === 'arrival')).toHaveLength(1);
  expect(sumsOf(repeats)).toEqual(Array(4).fill(seconds(100)));
});

test('a first contact has no repeat handling, nor has one whose repeat was taken back', () => {
  const none = contributionsOfJourney(journey, flags.map((flag) => ({ ...flag, retractedAt: 1 })), unnamedFloor);
  expect(none.some(({ tally }) => tally.repeatLostMs !== undefined)).toBe(false);
});
