import type { IntendedLine, IntendedView } from '../../../src/contract/intended.js';
import type { MenuLine, MenuVersion, MenuView, Scorecard } from '../../../src/contract/menus.js';
import { readIntendedMenu } from '../../../src/app/intended.js';
import type { Floor } from '../../../src/domain/floor.js';
import { unnamedFloor } from '../../../src/domain/floor.js';
import type { StepCount } from '../../../src/domain/menu-map.js';
import type { Sums } from '../../../src/domain/metric.js';
import { spreadMeasure } from '../../../src/domain/spread.js';
import { scorecardOf } from '../../../src/domain/scorecard.js';
import { usualReturn } from '../../../src/domain/return-window.js';
import { intendedCompared, intendedLine } from '../../../src/views/intended.js';
import { versionsOf, worseNow } from '../../../src/views/menu-versions.js';
import { menuLineOf, menuViewOf } from '../../../src/views/menus.js';
import type { MenuCounted } from '../../../src/views/menus.js';
import { scorecardLineOf } from '../../../src/views/scorecard.js';

const SERVICE = '+493012345';
const LARGE = '+493099999';
const floor: Floor = {
  ...unnamedFloor, entries: { [SERVICE]: { name: 'Service line' }, [LARGE]: { name: 'All lines, sixty nodes' } },
  nodes: { main: { name: 'Main menu', owner: 'menus' }, billing: { name: 'Billing', owner: 'menus' }, tariffs: { name: 'Tariffs and contracts' } }, owners: { menus: { name: 'Menu design' } },
  queues: { billing: { name: 'Billing' }, support: { name: 'Support' }, sales: { name: 'Sales' } },
};

const step = (flowVersion: string, from: string, to: string, steps: number, more: Sums = {}): StepCount => ({ step: { flow: 'bank', flowVersion, from, to }, sums: { steps, stepMs: steps * 9_000, [spreadMeasure('stepped', 9_000)]: steps, ...more } });
/** A version of the service line's menu; `bad`: how much worse than the first it is. */
const version = (name: string, calls: number, bad: number): readonly StepCount[] => [
  step(name, 'start', 'node:main', calls, { [spreadMeasure('toHuman', 31_000)]: calls * (0.4 - 3 * bad), [spreadMeasure('toHuman', 95_000)]: calls * (0.2 + 3 * bad) }),
  step(name, 'node:main', 'node:billing', calls * 0.4, { 'key.1': calls * 0.4, 'nowhere.9': 31, 'nowhere.0': 24, zeroOuts: 24 }), step(name, 'node:main', 'node:tariffs', calls * 0.2, { 'key.2': calls * 0.2 }),
  step(name, 'node:main', 'queue:support', calls * (0.35 - bad), { 'key.0': calls * (0.35 - bad) }), step(name, 'node:main', 'hung-up', calls * (0.05 + bad)), step(name, 'node:billing', 'node:main', calls * 0.1, { again: calls * 0.1 * (1 + bad), 'key.*': calls * 0.1 }),
  step(name, 'node:billing', 'queue:billing', calls * 0.28, { 'key.1': calls * 0.28 }), step(name, 'node:billing', 'hung-up', calls * 0.02), step(name, 'node:tariffs', 'queue:sales', calls * 0.15, { 'key.1': calls * 0.15, noMatch: 40 }), step(name, 'node:tariffs', 'node:offers', calls * 0.05), step(name, 'node:offers', 'done', calls * 0.05),
];

/** Sixty nodes in four levels: seven choices at the top, eight or so beneath each, with ways back and some that cross. */
function large(): readonly StepCount[] {
  const out: StepCount[] = [step('1', 'start', 'node:root', 6_000)];
  for (let top = 0; top < 7; top += 1) {
    out.push(step('1', 'node:root', `node:area ${top + 1}`, 800, { [`key.${top + 1}`]: 800 }));
    for (let sub = 0; sub < (top < 3 ? 8 : 7); sub += 1) {
      const node = `node:area ${top + 1}, choice ${sub + 1}`;
      out.push(step('1', `node:area ${top + 1}`, node, 90 + sub * 3, { [`key.${sub + 1}`]: 90 }), step('1', node, `queue:${['billing', 'support', 'sales'][(top + sub) % 3] ?? ''}`, 60), step('1', node, 'hung-up', sub === 2 ? 30 : 4));
      if (sub % 3 === 0) out.push(step('1', node, 'node:root', 9, { again: 9 }));
    }
  }
  return out;
}

const counted: Readonly<Record<string, Omit<MenuCounted, 'returns' | 'isSettled' | 'contained'>>> = {
  [SERVICE]: { entry: SERVICE, ways: { ways: 4_000, [spreadMeasure('toQueue', 29_000)]: 2_000, [spreadMeasure('toQueue', 83_000)]: 1_100, [spreadMeasure('toHuman', 57_000)]: 2_000, [spreadMeasure('toHuman', 158_000)]: 600, [spreadMeasure('keys', 1)]: 1_500, [spreadMeasure('keys', 2)]: 1_500, [spreadMeasure('keys', 5)]: 90 }, steps: [...version('7', 2_400, 0), ...version('8', 1_600, 0.08)], now: new Map([['node:main', 6], ['node:billing', 2]]) },
  [LARGE]: { entry: LARGE, ways: { ways: 6_000, [spreadMeasure('toQueue', 54_000)]: 4_000, [spreadMeasure('toHuman', 95_000)]: 3_000, [spreadMeasure('keys', 2)]: 4_000 }, steps: large(), now: new Map([['node:area 3', 4]]) },
};

let meant = '{"start":"main","nodes":{"main":{"label":"Main menu","keys":{"1":"billing","2":"tariffs","3":"moving"}},"billing":{"keys":{"1":"queue:billing","*":"main"}},"Tariffs and contracts":{"keys":{"1":"queue:sales"}},"tariffs":{"keys":{"1":"queue:sales","2":"queue:support"}},"moving":{"keys":{"1":"queue:support"}}}}';
let versions: IntendedLine[] = [];

const versionsOfService = (): readonly MenuVersion[] => worseNow(versionsOf(counted[SERVICE]?.steps ?? []));
const lineOf = (entry: string): MenuLine => menuLineOf(counted[entry] as MenuCounted, floor);
const windowAt = (now: number): MenuView['window'] => ({ from: now - 86_400_000, to: now });

/** The answers under /api/v1/menus; undefined of what there is none of. */
export function menuAnswer(method: string, entry: string, verb: string | undefined, body: string, now: number): unknown {
  if (entry === 'worse') return { items: versionsOfService().map(({ flow, version: name, before }) => ({ entry: lineOf(SERVICE).entry, flow, version: name, before: before?.version ?? null, changes: before?.changes ?? [] })), next: null };
  if (entry === '') return { items: [SERVICE, LARGE].map(lineOf), next: null };
  const of = counted[entry];
  if (of === undefined) return undefined;
  if (verb === undefined) return menuViewOf({ ...of, contained: new Map([['billing', { 'contained.done': 40, 'contained.any.never': 30 }]]), returns: usualReturn, isSettled: false }, floor, windowAt(now));
  if (verb === 'scorecard') return scorecard(entry, now);
  return method === 'PUT' ? put(body, now) : intended(entry, now);
}

function scorecard(entry: string, now: number): Scorecard {
  const { ways, steps } = counted[entry] as MenuCounted;
  const lines = scorecardOf({ ways, steps, declared: { language: true } });
  return { entry: lineOf(entry).entry, window: windowAt(now), lines: lines.map((line) => scorecardLineOf(line, [])), weeks: [{ ...windowAt(now), calls: 900, verdicts: lines.map(({ verdict }) => verdict) }] };
}

function intended(entry: string, now: number): IntendedView | { readonly items: readonly IntendedLine[]; readonly next: null } {
  const read = readIntendedMenu(meant);
  if (!read.ok) throw new Error(read.reason.join());
  if (versions.length === 0) versions = [intendedLine({ version: 1, at: now - 3_600_000, by: 'ann', meant: read.value })];
  if (entry !== SERVICE) return { entry: lineOf(entry).entry, window: windowAt(now), current: null, compared: null };
  return { entry: lineOf(entry).entry, window: windowAt(now), current: versions[0] ?? null, compared: intendedCompared(read.value.menu, counted[entry]?.steps ?? [], [], floor) };
}

function put(body: string, now: number): unknown {
  const { text } = JSON.parse(body) as { text: string };
  const read = readIntendedMenu(text);
  if (!read.ok) return { error: { what: 'The menu could not be read.', do: read.reason.join('\n') } };
  meant = text;
  versions = [intendedLine({ version: versions.length + 1, at: now, by: 'ann', meant: read.value }), ...versions];
  return versions[0];
}

export const intendedVersions = (): unknown => ({ items: versions, next: null });
