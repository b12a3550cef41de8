import { expect, test } from '@jest/globals';
import { unnamedFloor } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import type { ContactSummary } from '../domain/journey.js';
import { all } from '../views/scope.js';
import type { Lists } from '../views/scope.js';
import { DAY, HOUR, MINUTE } from '../domain/time.js';
import { StoryStreet } from '../../test/support/street.js';
import { caller, hangsUp, isWrappedUp, leavesQueue, partsFrom, queues, reaches } from '../../test/support/story.js';
import type { Story } from '../../test/support/story.js';
import { Customers } from './customers.js';
import { Sight } from './sight.js';

const NOON = Date.parse('2026-06-10T12:00:00Z');
const floor: Floor = { ...unnamedFloor, queues: { sales: { owner: 'shop', team: 'north' }, tech: { owner: 'it' } } };
const gaveUp = (id: string, who: string, queue: string, ago: number): Story => caller({ id, from: who, begins: NOON - ago }).at(5, queues(queue)).at(300, leavesQueue(queue, 'abandoned'), hangsUp());
const served = (id: string, who: string, queue: string, ago: number, resolved: 'yes' | 'no'): Story => caller({ id, from: who, begins: NOON - ago })
  .at(5, queues(queue)).at(9, leavesQueue(queue, 'answered'), reaches('al', queue)).at(90, partsFrom('al', 'customer'), hangsUp()).at(95, isWrappedUp('al', { resolved }));

async function floorWith(stories: readonly Story[], own: Floor = floor): Promise<{ customers: Customers; street: StoryStreet; listed: (ask?: object, lists?: Lists) => string[] }> {
  const street = new StoryStreet(undefined, own);
  for (const event of stories.flatMap(({ events }) => events).toSorted((a, b) => a.time - b.time)) await street.arrive(event.time, [event]);
  const customers = new Customers(street.memory);
  customers.begin(NOON);
  customers.tick(NOON);
  const listed = (ask: object = {}, lists: Lists = all): string[] => customers
    .listed(new Sight({ allowed: lists, chosen: all }, () => own), { view: 'need', ...ask }, NOON).map(({ customer, grounds }) => `${customer}: ${grounds.map(({ kind }) => kind).join(', ')}`);
  return { customers, street, listed };
}

test('lists who was let down and came back in vain before who was let down once, and nobody who fared well', async () => {
  const { listed } = await floorWith([
    gaveUp('a1', 'tel_ann', 'sales', 2 * HOUR), gaveUp('a2', 'tel_ann', 'sales', HOUR), gaveUp('b', 'tel_bob', 'tech', HOUR), served('c', 'tel_cat', 'sales', HOUR, 'yes'),
    gaveUp('d1', 'tel_dan', 'sales', 3 * HOUR), served('d2', 'tel_dan', 'sales', HOUR, 'yes'),
  ]);
  expect(listed().map((line) => line.split(':')[0])).toEqual(['tel_ann', 'tel_bob']);
  expect(listed()[0]).toMatch(/^tel_ann: let-down, .*again/);
});

test('shows a reader of one queue what happened there, and asks by queue, owner and reason', async () => {
  const { listed } = await floorWith([gaveUp('a', 'tel_ann', 'sales', HOUR), served('b', 'tel_bob', 'tech', HOUR, 'no')]);
  const names = (...given: Parameters<typeof listed>): string[] => listed(...given).map((line) => line.split(':')[0] ?? '');
  expect(names({}, { queues: ['tech'], teams: null })).toEqual(['tel_bob']);
  expect(names({}, { queues: null, teams: ['north'] })).toEqual(['tel_ann']);
  expect(names({ queue: 'sales' })).toEqual(['tel_ann']);
  expect(names({ owner: 'it' })).toEqual(['tel_bob']);
  expect(names({ reason: 'tech' })).toEqual(['tel_bob']);
  expect(names({ reason: 'nothing' })).toEqual([]);
});

test('knows what a step changed at the next tick: who is served leaves the list', async () => {
  const { customers, street, listed } = await floorWith([gaveUp('a', 'tel_ann', 'sales', HOUR)]);
  expect(listed()).toHaveLength(1);
  const later = served('b', 'tel_ann', 'sales', 10 * MINUTE, 'yes');
  await street.arrive(NOON, later.events);
  customers.take({ position: 9, now: NOON, live: true, contacts: [...street.memory.contacts.values()], journeys: [], agents: [], flags: [], settingsChanged: false });
  expect(listed()).toHaveLength(1);
  customers.tick(NOON);
  expect(listed()).toEqual([]);
  expect(customers.size).toBe(0);
});

test('leaves those alone whom the floor lists out', async () => {
  const { listed } = await floorWith([gaveUp('a', 'tel_ann', 'sales', HOUR)], { ...floor, listedOut: ['tel_ann'] });
  expect(listed()).toEqual([]);
});

test('remembers a bounded number of customers, the heaviest of them, and none of last month', () => {
  const customers = new Customers(new StoryStreet(undefined, floor).memory);
  const lost = (id: string, at: number): ContactSummary => ({ id, channel: 'voice', direction: 'inbound', startedAt: at, endedAt: at, reached: 'queue', customer: id, loss: { why: 'abandoned', at, queue: 'sales', waitedMs: MINUTE } });
  for (let each = 0; each < 5_000; each += 1) customers.remember({ customer: `c${each}`, contacts: [lost(`c${each}`, NOON - each * 10_000)] }, [], new Map(), NOON);
  customers.remember({ customer: 'old', contacts: [lost('old', NOON - 30 * DAY)] }, [], new Map(), NOON);
  expect(customers.size).toBeLessThanOrEqual(3_500);
  const listed = customers.listed(new Sight({ allowed: all, chosen: all }, () => floor), { view: 'need' }, NOON);
  expect(listed.slice(0, 3_000).map(({ customer }) => customer)).toEqual(Array.from({ length: 3_000 }, (_, each) => `c${each}`));
});
