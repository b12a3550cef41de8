import type { MenuContained, MenuEdgeView, MenuLine, MenuPlaceView, MenuView, Spread } from '../contract/menus.js';
import type { Floor, Named } from '../domain/floor.js';
import { nameOf } from '../domain/floor.js';
import { mapOf } from '../domain/menu-map.js';
import type { SeenEdge, SeenPlace, StepCount } from '../domain/menu-map.js';
import { START } from '../domain/menu-step.js';
import { count } from '../domain/metric.js';
import type { Sums } from '../domain/metric.js';
import { countsIn } from '../domain/percentiles.js';
import { trulyContained } from '../domain/perception.js';
import type { ReturnWindow } from '../domain/return-window.js';
import { shortestWay } from '../domain/shortest-way.js';
import type { Spread as SpreadName } from '../domain/spread.js';
import { versionsOf } from './menu-versions.js';
import { named } from './names.js';
import { spreadIn } from './spread.js';

/** What is known of one number's menu over a window. `now`: callers at each node. */
export interface MenuCounted {
  readonly entry: string;
  readonly ways: Sums;
  readonly steps: readonly StepCount[];
  readonly now: ReadonlyMap<string, number>;
  /** By node: what became of calls that ended in it, and whether that may still change. */
  readonly contained: ReadonlyMap<string, Sums>;
  readonly returns: ReturnWindow;
  readonly isSettled: boolean;
}

export function menuLineOf({ entry, ways, now }: Pick<MenuCounted, 'entry' | 'ways' | 'now'>, floor: Floor): MenuLine {
  return {
    entry: entry === '' ? { id: '', name: 'no number' } : named(floor.entries, entry),
    calls: count(ways, 'ways'), callersNow: [...now.values()].reduce((sum, each) => sum + each, 0),
    toQueue: spreadOf(ways, 'toQueue'), toHuman: spreadOf(ways, 'toHuman'),
  };
}

export function menuViewOf(counted: MenuCounted, floor: Floor, window: MenuView['window']): MenuView {
  const map = mapOf(counted.steps);
  const line = menuLineOf(counted, floor);
  const shortest = shortestWay(map) ?? null;
  const seen = line.toQueue.n > 0 ? line.toQueue : line.toHuman;
  const detour = shortest === null || shortest.ms === 0 || seen.median === null || seen.p90 === null ? null : { median: seen.median / shortest.ms, p90: seen.p90 / shortest.ms };
  const left = new Map(map.places.map((place) => [place.place, place.left]));
  return {
    ...line, window, shortest, detour, keys: spreadOf(counted.ways, 'keys'),
    places: map.places.map((place) => placeViewOf(place, floor, counted)),
    edges: map.edges.map((edge) => edgeViewOf(edge, left.get(edge.from) ?? 0)),
    versions: versionsOf(counted.steps),
  };
}

function placeViewOf(seen: SeenPlace, floor: Floor, counted: MenuCounted): MenuPlaceView {
  const { place: id, visits, left, hungUp, again, noInput, noMatch, zeroOuts, medianMs, p90Ms } = seen;
  const [kind, names, raw] = kindOf(id, floor);
  const owner = names?.[raw]?.owner;
  return {
    id, kind, name: names === undefined ? placeWords[id] ?? id : nameOf(names, raw), ...(owner === undefined ? {} : { owner: named(floor.owners, owner) }),
    visits, now: counted.now.get(id) ?? 0, hungUp, noInput, noMatch, zeroOuts, hungUpShare: left > 0 ? hungUp / left : null, againShare: left > 0 ? again / left : null,
    // Nobody dwells at the start: what lies before the first node is the platform's own time.
    medianMs: medianMs ?? null, p90Ms: p90Ms ?? null, contained: kind === 'node' ? containedOf(counted.contained.get(raw) ?? {}, counted) : null,
  };
}

function containedOf(sums: Sums, { returns, isSettled }: MenuCounted): MenuContained | null {
  const { count: truly, of: known } = trulyContained(sums, returns);
  const n = known + count(sums, 'contained.unknown');
  return n === 0 ? null : { n, known, truly, provisional: !isSettled };
}

function kindOf(id: string, floor: Floor): readonly [MenuPlaceView['kind'], Readonly<Record<string, Named & { readonly owner?: string }>> | undefined, string] {
  if (id === START) return ['start', undefined, ''];
  if (id.startsWith('node:')) return ['node', floor.nodes, id.slice(5)];
  if (id.startsWith('queue:')) return ['queue', floor.queues, id.slice(6)];
  return [id === 'agent' ? 'agent' : 'end', undefined, ''];
}

/** What places beside nodes and queues are called. */
export const placeWords: Readonly<Record<string, string>> = {
  start: 'Start', agent: 'An agent', done: 'Served in the menu', closed: 'Told that it is closed', 'hung-up': 'Hung up', 'sent-away': 'Sent away', over: 'Over', end: 'The menu hangs up', elsewhere: 'Out of the menu',
};

function edgeViewOf({ from, to, passes, key, medianMs }: SeenEdge, left: number): MenuEdgeView {
  return { from, to, passes, share: left > 0 ? passes / left : 0, key: key ?? null, medianMs: medianMs ?? null };
}

function spreadOf(sums: Sums, spread: SpreadName): Spread {
  return spreadIn(countsIn(sums, spread));
}
