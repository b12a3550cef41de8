import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyEvents } from '../../test/support/any-events.js';
import { contributionsOfPlaces } from '../domain/contributions/places.js';
import { unnamedFloor } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import { foldContact } from '../domain/fold/fold.js';
import type { Measure, ReadingKey, Sums } from '../domain/metric.js';
import { compareEvents } from '../domain/order.js';
import { minutesViewOf } from './minutes.js';
import type { MinutesCounted } from './minutes.js';

const floor: Floor = {
  ...unnamedFloor, nodes: { main: { name: 'Main menu', owner: 'menus' } }, queues: { billing: { name: 'Billing' } },
  owners: { menus: { name: 'Menu design', minute: { costs: 0.5, currency: 'EUR' } }, floor: { name: 'Operations', owns: ['queues'] } },
};
const at = (sums: Readonly<Record<string, Sums>>): ReadonlyMap<ReadingKey, Sums> => new Map(Object.entries(sums).map(([place, each]) => [`voice/place/${place}`, each]));
const now = at({
  'floor:': { menuLostMs: 600_000, waitLostMs: 300_000, betweenLostMs: 60_000, closedLostMs: 5_000, lostUnknown: 2 },
  'node:main': { passed: 100, menuLostMs: 600_000 }, 'queue:billing': { passed: 10, waitLostMs: 300_000 }, 'unknown:place': { betweenLostMs: 60_000 },
  'reason:bill': { passed: 100, menuLostMs: 600_000, waitLostMs: 300_000, betweenLostMs: 60_000 }, 'queue:quiet': { passed: 3 },
});
const counted: MinutesCounted = {
  channel: 'voice', period: 'week', window: { from: 0, to: 1 }, now, open: [{ id: 'f', place: { channel: 'voice', kind: 'node', name: 'main' } }],
  weeks: [at({ 'floor:': { menuLostMs: 480_000 }, 'node:main': { menuLostMs: 480_000 } }), at({ 'floor:': { menuLostMs: 320_000 }, 'node:main': { menuLostMs: 320_000 } }), undefined, undefined],
};

test('ranks places by what was lost there, with what it cost, whose it is and what is open; what nobody knows comes last', () => {
  const { places, total, closedMs, unknownContacts } = minutesViewOf(counted, floor);
  expect(places.map(({ kind, name, ms, contacts, meanMs, share, owner, findings }) => [kind, name, ms, contacts, meanMs, share, owner?.name, findings])).toEqual([
    ['node', 'Main menu', 600_000, 100, 6_000, 600 / 960, 'Menu design', ['f']], ['queue', 'Billing', 300_000, 10, 30_000, 300 / 960, 'Operations', []], ['unknown', 'Nobody knows where', 60_000, null, null, 60 / 960, undefined, []],
  ]);
  expect(places[0]?.cost).toEqual({ amount: 5, currency: 'EUR' });
  expect([total.ms, closedMs, unknownContacts]).toEqual([960_000, 5_000, 2]);
});

test('sets each beside the mean of the weeks that were heard; a week that was not is unknown', () => {
  const { places: [main, billing] } = minutesViewOf(counted, floor);
  expect([main?.weeks, main?.trend]).toEqual([[480_000, 320_000, null, null], 0.5]);
  expect([billing?.weeks, billing?.trend]).toEqual([[0, 0, null, null], null]);
});

test('an owner is told the sum of what is theirs', () => {
  const { total, places, owners } = minutesViewOf(counted, floor, ({ kind }) => kind === 'node');
  expect([total.ms, places.length, owners.map(({ id, ms, of }) => [id, ms, of])]).toEqual([600_000, 1, [['menus', 600_000, ['node:main']]]]);
});

test('whatever callers went through, the lines of each way to cut it add up to the total', () => {
  fc.assert(fc.property(fc.array(anyEvents, { maxLength: 5 }), (all) => {
    const sums = new Map<ReadingKey, Partial<Record<Measure, number>>>();
    for (const { key, tally } of all.flatMap((events) => contributionsOfPlaces(foldContact(events.toSorted(compareEvents)), [], floor))) {
      const known = sums.get(key) ?? {};
      for (const [measure, value] of Object.entries(tally) as [Measure, number][]) known[measure] = (known[measure] ?? 0) + value;
      sums.set(key, known);
    }
    const { total, places, reasons, entries, owners } = minutesViewOf({ ...counted, now: sums }, floor);
    for (const lines of [places, reasons, entries, owners]) expect(lines.reduce((sum, { ms }) => sum + ms, 0)).toBe(total.ms);
    expect(total.menuMs + total.waitMs + total.holdMs + total.betweenMs + total.repeatMs).toBe(total.ms);
  }), { numRuns: 100 });
});
