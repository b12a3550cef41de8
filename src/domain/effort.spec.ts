import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { caller, contactOf, enters, givesReason, hangsUp, isTransferred, partsFrom, queues, reaches, types } from '../../test/support/story.js';
import type { Story } from '../../test/support/story.js';
import { anyEvents } from '../../test/support/any-events.js';
import { effortLine, effortOf } from './effort.js';
import { unnamedFloor } from './floor.js';
import type { Floor } from './floor.js';
import { summarise } from './journey.js';
import type { Journey } from './journey.js';
import type { Promised } from './promise.js';
import { DAY, HOUR, MINUTE, seconds } from './time.js';

const noon = Date.parse('2026-03-10T12:00:00Z');
const floor: Floor = { ...unnamedFloor, zone: 'Europe/Berlin' };

function journeyOf(...stories: readonly Story[]): Journey {
  return { customer: 'ann', contacts: stories.map((story) => summarise(contactOf(story), floor)) };
}
const short = (id: string, begins: number): Story => caller({ id, begins, from: 'ann' }).at(60, hangsUp());
const promisedFor = (due: number): Promised => ({ id: 'p', madeAt: noon - 2 * DAY, due });

describe('the effort', () => {
  test('is told in one line', () => {
    const call = caller({ id: 'now', begins: noon, from: 'ann' })
      .at(5, enters('main'), types('account', 10)).at(90, queues('service'), reaches('al', 'service')).at(200, enters('verify'), types('account', 10))
      .at(210, isTransferred('blind', 'billing'), partsFrom('al', 'transfer')).at(240, reaches('bo', 'billing')).at(300, isTransferred('blind', 'rebate'), partsFrom('bo', 'transfer')).at(400, reaches('cy', 'rebate'));
    const contact = { ...contactOf(call), promises: [promisedFor(noon - DAY)] };
    const journey = journeyOf(short('first', noon - 6 * DAY - HOUR), short('second', noon - 2 * DAY), call);
    expect(effortLine(effortOf(contact, journey, floor, noon + seconds(460))))
      .toBe('7:40 so far · account number asked twice · 2 transfers · third call in 6 days · promise due yesterday');
  });

  test('is only the time where nothing else burdens', () => {
    const call = contactOf(caller({ begins: noon }).at(3, enters('main')).at(9, types('pin', 4)).at(20, reaches('al')).at(25, givesReason('rebate')));
    expect(effortLine(effortOf(call, undefined, floor, noon + seconds(75)))).toBe('1:15 so far');
  });

  test('stands still when the contact is over', () => {
    const over = contactOf(caller({ begins: noon }).at(120, hangsUp()));
    expect(effortLine(effortOf(over, undefined, floor, noon + HOUR))).toBe('2:00 so far');
  });

  test('counts those of the last week only, or of the time that the floor names', () => {
    const call = caller({ id: 'now', begins: noon, from: 'ann' });
    const journey = journeyOf(short('long ago', noon - 8 * DAY), short('lately', noon - 3 * HOUR));
    const again = (of: Floor): string | undefined => effortOf(contactOf(call), journey, of, noon).find(({ kind }) => kind === 'again')?.says;
    expect(again(floor)).toBe('second call in 3 h');
    expect(again({ ...floor, flags: { 'repeat-contact': { options: { within: 3_600 } } } })).toBeUndefined();
    expect(again({ ...floor, flags: { 'repeat-contact': { options: { within: 14 * 86_400 } } } })).toBe('third call in 8 days');
    expect(again({ ...floor, listedOut: ['ann'] })).toBeUndefined();
  });

  test('names what was asked for most often, and how many other things were', () => {
    const call = caller({ begins: noon }).at(1, enters('id'), types('birthDate', 8), types('account-number', 9))
      .at(9, enters('again'), types('birthDate', 8), types('account-number', 9)).at(20, enters('more'), types('birthDate', 8));
    expect(effortOf(contactOf(call), undefined, floor, noon)[1]?.says).toBe('birth date and 1 more asked 3 times');
  });

  test.each([
    [[noon - 40 * DAY], 'promise due 40 days ago'],
    [[noon + MINUTE], 'promise due today'],
    [[Date.parse('2026-03-10T23:30:00Z')], 'promise due tomorrow'],
    [[noon + 3 * DAY, noon - DAY], '2 promises open, the first due yesterday'],
  ])('says which promise is due first, by the calendar of the zone: %j', (due, says) => {
    const contact = { ...contactOf(caller({ begins: noon })), promises: due.map((at, place) => ({ ...promisedFor(at), id: `p${place}` })) };
    expect(effortOf(contact, undefined, floor, noon).at(-1)?.says).toBe(says);
  });

  test('says nothing of a promise that was fulfilled', () => {
    const contact = { ...contactOf(caller({ begins: noon })), promises: [{ ...promisedFor(noon - DAY), fulfilledAt: noon - DAY - HOUR }] };
    expect(effortOf(contact, undefined, floor, noon).map(({ kind }) => kind)).toEqual(['time']);
  });

  test('begins with the time, says each kind once at most, and the same while only time passes', () => {
    fc.assert(fc.property(anyEvents, fc.nat(100), (events, more) => {
      const contact = contactOf(events);
      const [before, after] = [0, seconds(more)].map((later) => effortOf(contact, undefined, floor, contact.lastAt + later));
      const kinds = (before ?? []).map(({ kind }) => kind);
      expect(kinds[0]).toBe('time');
      expect(new Set(kinds).size).toBe(kinds.length);
      expect((after ?? []).map(({ kind }) => kind)).toEqual(kinds);
    }));
  });
});
