import { beforeEach, expect, test } from '@jest/globals';
import { MemoryFindings } from '../../test/support/memory-findings.js';
import { unnamedFloor } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import type { Measure, ReadingKey, Sums } from '../domain/metric.js';
import { DAY, HOUR } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { PlaceReadings } from '../ports/findings.js';
import { Ledger } from './ledger.js';
import { Rates } from './rates.js';
import { Watch } from './watch.js';

const WEEK = 7 * DAY;
const noon = Date.parse('2026-11-25T12:30:00Z');
const hour = noon - HOUR / 2;

let now: Instant;
let floor: Floor;
let counted: Map<Instant, Map<ReadingKey, Partial<Record<Measure, number>>>>;
let store: MemoryFindings;
let ledger: Ledger;
let watch: Watch;
/** Calls that come in while one looks: after the first question. */
let onAsked: (() => void) | undefined;

beforeEach(() => {
  now = noon;
  onAsked = undefined;
  floor = { ...unnamedFloor, nodes: { main: {} }, owners: { menu: { email: 'menu@example.com', owns: ['menus'] }, care: { email: 'care@example.com', owns: ['rest'] } } };
  counted = new Map();
  store = new MemoryFindings();
  ledger = new Ledger(store);
  watch = begun();
});

function begun(): Watch {
  const places: PlaceReadings = {
    sums: async (hours) => {
      const sums = hours.reduce<Map<ReadingKey, Sums>>((all, each) => {
        for (const [key, sum] of counted.get(each) ?? []) all.set(key, merged(all.get(key) ?? {}, sum));
        return all;
      }, new Map());
      onAsked?.();
      return sums;
    },
    series: async (keys, hours) => hours.flatMap((each) => keys.flatMap((key) => {
      const sums = counted.get(each)?.get(key);
      return sums === undefined ? [] : [{ hour: each, key, sums }];
    })),
  };
  const nothing = { sums: () => ({}), cellsOf: () => [], keys: () => [], keysSince: () => [] };
  return new Watch({
    ledger, store, clock: { now: () => now }, floor: () => floor, note: () => undefined,
    rates: new Rates(places, { unsaved: nothing, betweenSaves: (read) => read() }),
    evidence: { state: { contacts: new Map(), floor }, history: { contacts: async () => [], contact: async () => undefined, flags: async () => [] } },
    reach: () => ({ floor, hasMail: true, webhooks: { menu: { url: 'https://jira.example.com', shape: 'jira', project: 'M' } } }),
  });
}

function merged(a: Sums, b: Sums): Sums {
  const sums: Partial<Record<Measure, number>> = { ...a };
  for (const [measure, value] of Object.entries(b) as [Measure, number][]) sums[measure] = (sums[measure] ?? 0) + value;
  return sums;
}

/** So many of so many went in circles at a place in that hour, a minute each. */
function count(at: Instant, hurt: number, of: number, place = 'node:main', trouble = 'flag.menu-maze'): void {
  const keys = counted.get(at) ?? new Map<ReadingKey, Partial<Record<Measure, number>>>();
  counted.set(at, keys.set(`voice/place/${place}`, { passed: of, passedMs: of * 60_000, [`hurt.${trouble}`]: hurt, [`hurtMs.${trouble}`]: hurt * 90_000 }));
}
function usually(hurt: number, of: number, place?: string): void {
  for (const week of [1, 2, 3, 4]) count(hour - week * WEEK, hurt, of, place);
}
const standing = (): string[] => ledger.all.map(({ subject, state, owner }) => `${subject.trouble} ${subject.place.kind}:${subject.place.name} ${state} ${owner ?? 'nobody'}`);
const letters = (): string[] => [...store.kept.values()].map(({ cause, via, owner }) => `${cause} ${via} ${owner}`);

test('opens what is not usual, once, and tells its owner by all ways that there are', async () => {
  usually(4, 100);
  count(hour, 24, 60);
  await watch.round();
  await watch.round();
  await begun().round();
  expect(standing()).toEqual(['flag.menu-maze node:main open menu']);
  expect(ledger.all[0]?.sighting).toMatchObject({ from: hour - HOUR, rate: { hurt: 24, of: 60 }, usual: { hurt: 16, of: 400 } });
  expect(letters()).toEqual(['opened mail menu', 'opened webhook menu']);
});

test('leaves alone what is usual, what is rare, and what there is nothing to compare with', async () => {
  usually(40, 100);
  count(hour, 40, 100);
  count(hour, 9, 20, 'node:rare');
  count(hour, 30, 60, 'node:new');
  await watch.round();
  expect(standing()).toEqual([]);
});

test('what is little in an hour and lasts is found by the day', async () => {
  for (let at = 0; at < 24; at += 1) {
    for (const week of [1, 2, 3, 4]) count(hour - at * HOUR - week * WEEK, 1, 100);
    count(hour - at * HOUR, 6, 100);
  }
  await watch.round();
  expect(ledger.all[0]?.sighting).toMatchObject({ from: hour - 23 * HOUR, rate: { hurt: 144, of: 2_400 }, usual: { hurt: 96, of: 9_600 } });
});

test('what came in while one looked is found by the shortest time that shows it, not by the day that is looked at next', async () => {
  usually(4, 100);
  onAsked = () => count(hour, 24, 60);
  await watch.round();
  expect(ledger.all[0]?.sighting).toMatchObject({ from: hour - HOUR, rate: { hurt: 24, of: 60 }, usual: { hurt: 16, of: 400 } });
});

test('calls while closed contradict what was promised, and nothing where nothing was', async () => {
  count(hour, 12, 20, 'entry:+4930', 'closed');
  await watch.round();
  expect(standing()).toEqual([]);
  floor = { ...floor, entries: { '+4930': { promise: '24-hour service', promisedBy: 'care' } } };
  await begun().round();
  expect(standing()).toEqual(['closed entry:+4930 open care']);
  floor = { ...floor, entries: { '+4930': {} } };
  await watch.round();
  expect([standing(), letters().at(-1)]).toEqual([['closed entry:+4930 closed care'], 'closed mail care']);
});

test('goes over to a new owner when the settings say so, who is told', async () => {
  usually(4, 100);
  count(hour, 24, 60);
  await watch.round();
  floor = { ...floor, nodes: { main: { owner: 'care' } } };
  await watch.round();
  expect([standing(), letters().at(-1)]).toEqual([['flag.menu-maze node:main open care'], 'assigned mail care']);
});

test('reminds once in each round when nobody acknowledges it in time; a tool for tickets has its ticket', async () => {
  usually(4, 100);
  count(hour, 24, 60);
  await watch.round();
  now += 2 * DAY + 1;
  await watch.round();
  await begun().round();
  expect(letters()).toEqual(['opened mail menu', 'opened webhook menu', 'overdue mail menu']);
});

test('closes only what is in hand and has fallen', async () => {
  usually(4, 100);
  count(hour, 24, 60);
  await watch.round();
  const id = ledger.all[0]?.id ?? '';
  for (let at = 2; at < 12; at += 1) count(hour + at * HOUR, 1, 60);
  now += 12 * HOUR;
  await watch.round();
  expect(standing()).toEqual(['flag.menu-maze node:main open menu']);
  await ledger.say(id, { is: 'cause', text: 'sound alike' }, 'maria', now);
  await ledger.say(id, { is: 'action', text: 'renamed', since: hour + 2 * HOUR }, 'maria', now);
  await watch.round();
  expect(ledger.get(id)).toMatchObject({ state: 'closed', closed: { before: { hurt: 24, of: 60 }, after: { hurt: 10, of: 600 } } });
});

test('an owner is brought ten new findings a day, the dearest first', async () => {
  for (let nth = 0; nth < 14; nth += 1) {
    usually(4, 100, `node:${nth}`);
    count(hour, 30 + nth, 100, `node:${nth}`);
  }
  await watch.round();
  expect(ledger.all.map(({ subject }) => subject.place.name)).toEqual(['13', '12', '11', '10', '9', '8', '7', '6', '5', '4']);
});
