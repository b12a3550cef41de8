import { describe, expect, test } from '@jest/globals';
import { caller, contactOf, enters, isTransferred, partsFrom, queues, reaches } from '../../test/support/story.js';
import { unnamedFloor } from '../domain/floor.js';
import type { Reader, Role } from '../domain/reader.js';
import { all, everything, isEverything, listsOf, roomOf, scopeOf, seesAgent, seesContact, seesPlace, seesQueue } from './scope.js';
import type { Scope } from './scope.js';

const floor = { ...unnamedFloor, queues: { cards: { team: 'green' }, loans: { team: 'red' }, fraud: { team: 'green' } }, agents: { anna: { team: 'red' } } };
const reader = (role: Role, lists: Partial<Reader> = {}): Reader => ({ who: 'ann', role, queues: null, teams: null, actsFor: null, ...lists });
const cards: Scope = { allowed: { queues: ['cards'], teams: null }, chosen: all };
const green: Scope = { allowed: { queues: null, teams: ['green'] }, chosen: all };
const nothing: Scope = { allowed: { queues: [], teams: [] }, chosen: all };
const seen = (scope: Scope): string[] => ['cards', 'loans', 'fraud', 'unnamed'].filter((queue) => seesQueue(scope, floor, queue));

describe('what a role allows', () => {
  test.each(['admin', 'supervisor', 'wall'] as const)('a %s without lists sees everything', (role) => {
    expect(isEverything(scopeOf(reader(role)))).toBe(true);
  });

  test.each(['agent', 'owner'] as const)('an %s without lists sees nothing', (role) => {
    expect(listsOf(reader(role))).toEqual({ queues: [], teams: [] });
    expect(seen(scopeOf(reader(role)))).toEqual([]);
  });

  test('lists bind every role', () => {
    expect(listsOf(reader('admin', { queues: ['cards'] }))).toEqual({ queues: ['cards'], teams: null });
    expect(listsOf(reader('agent', { teams: ['green'] }))).toEqual({ queues: null, teams: ['green'] });
  });
});

describe('queues', () => {
  test('a list of queues lets these in, a list of teams theirs, both together both', () => {
    expect([seen(everything), seen(cards), seen(green), seen(nothing)]).toEqual([['cards', 'loans', 'fraud', 'unnamed'], ['cards'], ['cards', 'fraud'], []]);
    expect(seen({ allowed: { queues: ['loans'], teams: ['green'] }, chosen: all })).toEqual(['cards', 'loans', 'fraud']);
  });

  test('a choice narrows what is allowed and never widens it', () => {
    expect(seen({ ...green, chosen: { queues: ['cards', 'loans'], teams: null } })).toEqual(['cards']);
    expect(seen({ ...everything, chosen: { queues: [], teams: null } })).toEqual([]);
  });
});

describe('contacts', () => {
  const inMenu = contactOf(caller().at(0, enters('main')));
  const inCards = contactOf(caller().at(0, queues('cards')));
  const onLoans = contactOf(caller().at(0, queues('cards')).at(9, reaches('bert', 'cards')).at(60, isTransferred('blind', 'loans')).at(60, partsFrom('bert', 'transfer')).at(60, queues('loans')));

  test('belong to whoever sees a queue that they touched', () => {
    expect([inCards, onLoans, inMenu].map((contact) => seesContact(cards, floor, contact))).toEqual([true, true, false]);
    expect([inCards, onLoans, inMenu].map((contact) => seesContact({ allowed: { queues: ['loans'], teams: null }, chosen: all }, floor, contact))).toEqual([false, true, false]);
  });

  test('in a menu belong to those who see all', () => {
    expect([seesContact(everything, floor, inMenu), seesContact(green, floor, inMenu)]).toEqual([true, false]);
  });

  test('that an agent answered without a queue visit belong to the queue it was for', () => {
    expect(seesContact(cards, floor, contactOf(caller().at(0, reaches('bert', 'cards'))))).toBe(true);
  });
});

test('a place is seen by its queue, and one without by those who see all', () => {
  expect([seesPlace(cards, floor, { queue: 'cards', agent: 'anna' }), seesPlace(cards, floor, { queue: 'loans' }), seesPlace(cards, floor, { node: 'cards' }), seesPlace(everything, floor, {})])
    .toEqual([true, false, false, true]);
});

test('an agent is seen by their queues, by their team as signed in, else as the floor names it', () => {
  expect(seesAgent(cards, floor, 'bert', undefined, ['loans', 'cards'])).toBe(true);
  expect(seesAgent(cards, floor, 'bert', 'green', ['loans'])).toBe(false);
  expect([seesAgent(green, floor, 'bert', 'green', []), seesAgent(green, floor, 'anna', undefined, []), seesAgent(green, floor, 'anna', 'green', [])]).toEqual([true, false, true]);
  expect(seesAgent({ ...everything, chosen: { queues: ['fraud'], teams: null } }, floor, 'bert', undefined, ['cards'])).toBe(false);
});

test('readers of one scope share a room, however it was written', () => {
  const written: Scope = { allowed: { queues: ['b', 'a', 'b'], teams: null }, chosen: all };
  expect(roomOf(written)).toBe(roomOf({ allowed: { queues: ['a', 'b'], teams: null }, chosen: all }));
  const others: Scope[] = [everything, cards, green, nothing, { ...everything, chosen: cards.allowed }, { allowed: { queues: null, teams: ['cards'] }, chosen: all }, { allowed: { queues: ['cards'], teams: [] }, chosen: all }];
  expect(new Set(others.map(roomOf)).size).toBe(others.length);
});
