import { ANY_QUEUE, staysOf, waysOf } from './intended-menu.js';
import type { IntendedMenu, IntendedWay } from './intended-menu.js';
import { bucketsOf, mapOf } from './menu-map.js';
import type { StepCount } from './menu-map.js';
import { meantBy } from './menu-names.js';
import type { Names } from './menu-names.js';
import { START } from './menu-step.js';
import type { MenuPlace } from './menu-step.js';

/** A way that callers took and its author did not mean. `key`: by another key than the author's; absent where no way was meant at all. */
export interface UnforeseenWay {
  readonly from: MenuPlace;
  readonly to: MenuPlace;
  readonly passes: number;
  readonly key?: string;
  readonly is: 'way' | 'key';
}

/** A way that the author meant, and nobody took though callers were at its beginning. */
export interface UntakenWay extends IntendedWay {
  /** How often callers left its beginning. */
  readonly visits: number;
}

export interface DeadKey {
  readonly node: MenuPlace;
  readonly key: string;
  readonly times: number;
  /** The author offers it there. */
  readonly offered: boolean;
}

/** What callers do beside what the author meant. Places are the observed ones; where nobody came, those of the file. */
export interface MenuCompared {
  readonly unforeseen: readonly UnforeseenWay[];
  readonly unknown: readonly { readonly place: MenuPlace; readonly visits: number }[];
  readonly untaken: readonly UntakenWay[];
  readonly unreached: readonly string[];
  readonly deadKeys: readonly DeadKey[];
  /** The same thing under two names. */
  readonly renamed: readonly { readonly observed: MenuPlace; readonly intended: MenuPlace }[];
  /** Ways that were meant and taken. */
  readonly taken: number;
}

/** What the settings call a node or a queue. */
export interface Called {
  node(id: string): string | undefined;
  queue(id: string): string | undefined;
}

const isNode = (place: MenuPlace): boolean => place.startsWith('node:');
const isQueue = (place: MenuPlace): boolean => place.startsWith('queue:');
/** Hanging up is always the caller's, and of an end without a word nobody knows whose it was; closed is the calendar's. */
const isNobodys = (place: MenuPlace): boolean => place === 'hung-up' || place === 'over' || place === 'closed';

export function compareMenu(menu: IntendedMenu, counts: readonly StepCount[], called: Called): MenuCompared {
  const { places, edges } = mapOf(counts);
  const ways = waysOf(menu);
  const meant = meaningOf(menu, ways, places.map(({ place }) => place), called);
  const left = new Map(places.map(({ place, left: times }) => [place, times]));
  const seen = edges.map((edge) => ({ ...edge, keys: keysOf(counts, edge.from, edge.to), of: ways.filter(({ from }) => from === meant(edge.from)).filter(({ to }) => fits(to, meant(edge.to), menu)) }));
  const unknown = places.filter(({ place }) => isNode(place) && meant(place) === undefined);
  const untaken = untakenOf(ways, seen, (from) => [...left].filter(([place]) => meant(place) === from).reduce((sum, [, times]) => sum + times, 0));
  return {
    unforeseen: seen.filter(({ from, to }) => !isNobodys(to) && knows(from, meant) && !isPassing(menu, meant(from))).flatMap((edge) => unforeseenOf(edge)).toSorted((a, b) => b.passes - a.passes),
    unknown: unknown.map(({ place, visits }) => ({ place, visits })),
    untaken, unreached: staysOf(menu).filter((name) => !places.some(({ place, visits }) => visits > 0 && meant(place) === `node:${name}`)),
    deadKeys: deadKeysOf(counts, ways, meant),
    renamed: places.flatMap(({ place }) => {
      const intended = meant(place);
      return intended === undefined || intended === place || (!isNode(place) && !isQueue(place)) ? [] : [{ observed: place, intended }];
    }),
    taken: ways.length - untaken.length - ways.filter(({ from }) => from !== START && !places.some(({ place, visits }) => visits > 0 && meant(place) === from)).length,
  };
}

type Meaning = (place: MenuPlace) => MenuPlace | undefined;

/** By observed place the intended one; undefined of a node that the author does not know. */
function meaningOf(menu: IntendedMenu, ways: readonly IntendedWay[], places: readonly MenuPlace[], called: Called): Meaning {
  const named = (kind: string, ids: readonly string[], how: Names['called']): Names => ({ ids: ids.filter((id) => id.startsWith(kind)).map((id) => id.slice(kind.length)), called: how });
  const nodes = meantBy(named('node:', places, called.node), { ids: Object.keys(menu.nodes), called: (id) => (Object.hasOwn(menu.nodes, id) ? menu.nodes[id]?.label : undefined) });
  const queues = meantBy(named('queue:', places, called.queue), named('queue:', [...new Set(ways.map(({ to }) => to))].filter((to) => to !== ANY_QUEUE), () => undefined));
  return (place) => {
    if (isNode(place)) return prefixed('node:', nodes.get(place.slice(5)));
    return isQueue(place) ? prefixed('queue:', queues.get(place.slice(6))) ?? place : place;
  };
}

const prefixed = (kind: string, name: string | undefined): MenuPlace | undefined => (name === undefined ? undefined : `${kind}${name}`);
const knows = (place: MenuPlace, meant: Meaning): boolean => meant(place) !== undefined;
const isPassing = ({ nodes }: IntendedMenu, place: MenuPlace | undefined): boolean => place !== undefined && isNode(place) && nodes[place.slice(5)]?.passing === true;

/** Whether a way that was meant leads where callers came to. */
function fits(to: MenuPlace, came: MenuPlace | undefined, menu: IntendedMenu): boolean {
  if (came === undefined) return true; // A node that the author does not know is told once, as such.
  if (to === came || isPassing(menu, came)) return true;
  if (to === 'elsewhere') return !isNode(came);
  if (isQueue(came)) return to === ANY_QUEUE;
  if (came === 'agent') return isQueue(to);
  return (came === 'sent-away' || came === 'done') && to === 'end';
}

interface Seen {
  readonly from: MenuPlace;
  readonly to: MenuPlace;
  readonly passes: number;
  readonly key: string | undefined;
  readonly keys: ReadonlyMap<string, number>;
  readonly of: readonly IntendedWay[];
}

function unforeseenOf({ from, to, passes, key, keys, of }: Seen): UnforeseenWay[] {
  if (of.length === 0) return [{ from, to, passes, is: 'way', ...(key === undefined ? {} : { key }) }];
  // Where silence or words lead there too, a key may have been pressed for something else.
  if (of.some((way) => way.key === undefined)) return [];
  const offered = new Set(of.map((way) => way.key));
  return [...keys].filter(([each]) => !offered.has(each)).map(([each, times]) => ({ from, to, passes: times, is: 'key', key: each }));
}

/** A key's way counts as taken when it was pressed, or when the source tells no keys there. */
function untakenOf(ways: readonly IntendedWay[], seen: readonly Seen[], leftAt: (from: MenuPlace) => number): UntakenWay[] {
  return ways.flatMap((way) => {
    const visits = leftAt(way.from);
    const mine = seen.filter(({ of }) => of.includes(way));
    const isTaken = mine.some(({ keys }) => way.key === undefined || keys.size === 0 || keys.has(way.key));
    return visits === 0 || isTaken || way.to === 'end' ? [] : [{ ...way, visits }];
  });
}

function deadKeysOf(counts: readonly StepCount[], ways: readonly IntendedWay[], meant: Meaning): DeadKey[] {
  const nodes = [...new Set(counts.map(({ step }) => step.from))].filter(isNode);
  return nodes.flatMap((node) => {
    const offered = new Set(ways.filter(({ from }) => from === meant(node)).map(({ key }) => key));
    return [...bucketsOf(counts.filter(({ step }) => step.from === node), 'nowhere.')].map(([key, times]) => ({ node, key, times, offered: offered.has(key) }));
  }).toSorted((a, b) => b.times - a.times);
}

const keysOf = (counts: readonly StepCount[], from: MenuPlace, to: MenuPlace): ReadonlyMap<string, number> => bucketsOf(counts.filter(({ step }) => step.from === from && step.to === to), 'key.');
