import type { MinutesView } from '../../../src/contract/minutes.js';
import type { Floor } from '../../../src/domain/floor.js';
import { unnamedFloor } from '../../../src/domain/floor.js';
import type { Sums } from '../../../src/domain/metric.js';
import { minutesViewOf } from '../../../src/views/minutes.js';
import { lines } from './findings.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const floor: Floor = {
  ...unnamedFloor,
  nodes: { main: { name: 'Main menu', owner: 'menus' }, billing: { name: 'Billing', owner: 'menus' }, tariffs: { name: 'Tariffs and contracts' } },
  queues: { billing: { name: 'Billing' }, support: { name: 'Support' }, sales: { name: 'Sales' } }, entries: { '+493012345': { name: 'Service line' } },
  owners: { menus: { name: 'Menu design', person: { name: 'Maria Weiss', title: 'Head of self-service' }, minute: { costs: 0.45, currency: 'EUR' } }, floor: { name: 'Operations', owns: ['queues'] } },
};

const sums = (size: number): Readonly<Record<string, Sums>> => ({
  'node:main': { passed: 8_200, menuLostMs: 5_300 * MINUTE * size }, 'node:billing': { passed: 2_310, menuLostMs: 3_900 * MINUTE * size * size, repeatLostMs: 40 * MINUTE }, 'node:tariffs': { passed: 940, menuLostMs: 310 * MINUTE },
  'queue:billing': { passed: 2_040, waitLostMs: 4_100 * MINUTE * size, holdLostMs: 600 * MINUTE, repeatLostMs: 2_150 * MINUTE * size }, 'queue:support': { passed: 3_300, waitLostMs: 2_900 * MINUTE, holdLostMs: 1_480 * MINUTE * size, repeatLostMs: 700 * MINUTE }, 'queue:sales': { passed: 60, waitLostMs: 8 * MINUTE },
  'unknown:place': { betweenLostMs: 420 * MINUTE },
});

/** The same at their places, by what they were about, by number, and all together. */
function weekOf(size: number): ReadonlyMap<string, Sums> {
  const at = sums(size);
  const all: Record<string, number> = {};
  for (const [measure, value] of Object.values(at).flatMap((each) => Object.entries(each))) if (measure !== 'passed') all[measure] = (all[measure] ?? 0) + (value ?? 0);
  const cut = (part: number): Sums => Object.fromEntries(Object.entries(all).map(([measure, value]) => [measure, value * part]));
  return new Map(Object.entries({
    ...at, 'floor:': { ...all, closedLostMs: 95 * MINUTE, lostUnknown: 12 }, 'reason:billing': { passed: 2_400, ...cut(0.75) }, 'reason:tariffs': { passed: 900, ...cut(0.25) }, 'entry:+493012345': { passed: 8_200, ...all },
  }).map(([place, each]) => [`voice/place/${place}`, each]));
}

export function minutesView(now: number): MinutesView {
  const to = now - (now % HOUR) + HOUR;
  return minutesViewOf({
    channel: 'voice', period: 'week', window: { from: to - 168 * HOUR, to }, now: weekOf(1), weeks: [weekOf(0.9), weekOf(0.75), weekOf(0.8), undefined],
    open: lines.filter(({ state, place }) => state !== 'closed' && place.kind === 'node').map(({ id }) => ({ id, place: { channel: 'voice', kind: 'node', name: 'billing' } })),
  }, floor);
}
