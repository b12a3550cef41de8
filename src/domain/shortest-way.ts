import type { MenuMap, SeenEdge } from './menu-map.js';
import { START } from './menu-step.js';
import type { MenuPlace } from './menu-step.js';
import type { Millis } from './time.js';

/** Steps that fewer callers took say little of how long they take (FLAGS.md, shortest path to a human). */
export const LEAST_PASSES = 20;

/** The quickest way from the start to a queue or an agent, over steps that enough callers took. */
export interface ShortestWay {
  readonly places: readonly MenuPlace[];
  /** In their order; a step without a key that most pressed has none. */
  readonly keys: readonly string[];
  readonly ms: Millis;
}

const leadsToAPerson = (place: MenuPlace): boolean => place === 'agent' || place.startsWith('queue:');

/** Dijkstra's algorithm over the median time of each step. Undefined where traffic is too thin, or no way leads to a person. */
export function shortestWay({ edges }: MenuMap, least = LEAST_PASSES): ShortestWay | undefined {
  const usable = edges.filter(({ passes, medianMs }) => passes >= least && medianMs !== undefined);
  const reached = new Map<MenuPlace, { readonly ms: Millis; readonly by?: SeenEdge }>([[START, { ms: 0 }]]);
  const done = new Set<MenuPlace>();
  for (;;) {
    const next = nearest(reached, done);
    if (next === undefined) return undefined;
    if (leadsToAPerson(next)) return wayTo(next, reached);
    done.add(next);
    for (const edge of usable) {
      if (edge.from !== next) continue;
      const ms = (reached.get(next)?.ms ?? 0) + (edge.medianMs ?? 0);
      if (ms < (reached.get(edge.to)?.ms ?? Infinity)) reached.set(edge.to, { ms, by: edge });
    }
  }
}

function nearest(reached: ReadonlyMap<MenuPlace, { readonly ms: Millis }>, done: ReadonlySet<MenuPlace>): MenuPlace | undefined {
  let found: MenuPlace | undefined;
  for (const [place, { ms }] of reached) if (!done.has(place) && ms < (found === undefined ? Infinity : reached.get(found)?.ms ?? Infinity)) found = place;
  return found;
}

function wayTo(end: MenuPlace, reached: ReadonlyMap<MenuPlace, { readonly ms: Millis; readonly by?: SeenEdge }>): ShortestWay {
  const steps: SeenEdge[] = [];
  for (let by = reached.get(end)?.by; by; by = reached.get(by.from)?.by) steps.unshift(by);
  return { places: [START, ...steps.map(({ to }) => to)], keys: steps.flatMap(({ key }) => (key === undefined ? [] : [key])), ms: reached.get(end)?.ms ?? 0 };
}
