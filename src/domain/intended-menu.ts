import type { MenuPlace } from './menu-step.js';
import { START } from './menu-step.js';

/** A menu as its author meant it, whatever file it was read from. */
export interface IntendedMenu {
  readonly name?: string;
  /** Where callers come in; a node. */
  readonly start: string;
  readonly nodes: Readonly<Record<string, IntendedNode>>;
}

export interface IntendedNode {
  readonly label?: string;
  /** No caller stays there: a decision, a function, a transfer. Sources may tell of it or not. */
  readonly passing?: true;
  readonly steps: readonly IntendedStep[];
}

export interface IntendedStep {
  /** The menu key that takes it. */
  readonly key?: string;
  /** What else takes it, as a word: `silence`, `not understood`, `speech`. */
  readonly on?: string;
  readonly to: IntendedPlace;
}

/**
 * Where a step leads: `node:billing`, `queue:support`, `queue:*` (a queue that the file does not name), `agent`, `done` (voicemail and
 * the like), `end` (the menu hangs up), or `elsewhere`: out of the menu, the file does not say where to.
 */
export type IntendedPlace = MenuPlace;
export const ANY_QUEUE = 'queue:*';

/** One way out of a place at which callers stay, over whatever passing nodes lie between. */
export interface IntendedWay {
  readonly from: MenuPlace;
  readonly to: IntendedPlace;
  readonly key?: string;
  readonly on?: string;
}

/** Every way between places at which callers stay; what a source may tell of passing nodes leads on to the same. */
export function waysOf(menu: IntendedMenu): readonly IntendedWay[] {
  const ways = new Map<string, IntendedWay>();
  const follow = (from: MenuPlace, node: string, over: readonly string[], by: Pick<IntendedWay, 'key' | 'on'>): void => {
    for (const { key = by.key, on = by.on, to } of stepsAt(menu, node)) {
      const way: IntendedWay = { from, to, ...(key === undefined ? {} : { key }), ...(on === undefined ? {} : { on }) };
      const next = nodeIn(menu, to);
      if (next?.passing === true) {
        if (!over.includes(to)) follow(from, to.slice(5), [...over, to], { ...(key === undefined ? {} : { key }), ...(on === undefined ? {} : { on }) });
      } else ways.set(JSON.stringify([from, to, key, key === undefined ? on : null]), way);
    }
  };
  const start = nodeIn(menu, `node:${menu.start}`);
  if (start?.passing === true) follow(START, menu.start, [`node:${menu.start}`], {});
  else ways.set(START, { from: START, to: `node:${menu.start}` });
  for (const [name, { passing }] of Object.entries(menu.nodes)) if (passing !== true) follow(`node:${name}`, name, [], {});
  return [...ways.values()];
}

/** The nodes at which callers stay and to which a way leads. */
export function staysOf(menu: IntendedMenu): readonly string[] {
  return Object.entries(menu.nodes).filter(([, { passing }]) => passing !== true).map(([name]) => name);
}

function stepsAt(menu: IntendedMenu, node: string): readonly IntendedStep[] {
  return Object.hasOwn(menu.nodes, node) ? menu.nodes[node]?.steps ?? [] : [];
}

function nodeIn({ nodes }: IntendedMenu, place: IntendedPlace): IntendedNode | undefined {
  const name = place.startsWith('node:') ? place.slice(5) : undefined;
  return name !== undefined && Object.hasOwn(nodes, name) ? nodes[name] : undefined;
}

/** A menu holds this many nodes and steps at most: more is a mistake, or an attack. */
export const MOST_NODES = 1_000;
export const MOST_STEPS = 10_000;

/** What is wrong with a menu that was read: steps to nodes that are not there, and too much of it. Each with its place in the file. */
export function problemsIn(menu: IntendedMenu, where: (node: string, step: number) => string): readonly string[] {
  const nodes = Object.entries(menu.nodes);
  if (nodes.length > MOST_NODES) return [`There are ${nodes.length} nodes; ${MOST_NODES} are the most.`];
  const steps = nodes.reduce((sum, [, each]) => sum + each.steps.length, 0);
  if (steps > MOST_STEPS) return [`There are ${steps} steps; ${MOST_STEPS} are the most.`];
  return [
    ...(Object.hasOwn(menu.nodes, menu.start) ? [] : [`start: there is no node "${menu.start}"`]),
    ...nodes.flatMap(([name, each]) => each.steps.flatMap(({ to }, place) => (to.startsWith('node:') && !Object.hasOwn(menu.nodes, to.slice(5)) ? [`${where(name, place)}: there is no node "${to.slice(5)}"`] : []))),
  ];
}
