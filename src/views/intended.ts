import type { IntendedAt, IntendedCompared, IntendedLine } from '../contract/intended.js';
import { nameOf } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import { waysOf } from '../domain/intended-menu.js';
import type { IntendedMenu } from '../domain/intended-menu.js';
import { compareMenu } from '../domain/menu-compared.js';
import type { StepCount } from '../domain/menu-map.js';
import type { MenuStep } from '../domain/menu-step.js';
import type { IntendedVersion } from '../ports/intended-menus.js';
import { placeWords } from './menus.js';

export function intendedLine({ version, at, by, meant }: IntendedVersion): IntendedLine {
  return { version, at, by, format: meant?.format ?? null, name: meant?.menu.name ?? null, nodes: meant === null ? 0 : Object.keys(meant.menu.nodes).length };
}

/** A call with its steps, to show what is told. */
export interface Shown {
  readonly id: string;
  readonly steps: readonly MenuStep[];
}

const SAMPLES = 5;

/** `shown`: some of the newest calls, from which those that show a line are taken. */
export function intendedCompared(menu: IntendedMenu, counts: readonly StepCount[], shown: readonly Shown[], floor: Floor): IntendedCompared {
  const own = (held: Readonly<Record<string, { readonly name?: string | undefined }>>, id: string): string | undefined => (Object.hasOwn(held, id) ? held[id]?.name : undefined);
  const told = compareMenu(menu, counts, { node: (id) => own(floor.nodes, id), queue: (id) => own(floor.queues, id) });
  const at = (id: string): IntendedAt => ({ id, name: placeName(id, floor, menu) });
  const calls = (isOf: (step: MenuStep) => boolean): readonly string[] => shown.filter(({ steps }) => steps.some(isOf)).slice(0, SAMPLES).map(({ id }) => id);
  return {
    ways: waysOf(menu).length, taken: told.taken,
    unforeseen: told.unforeseen.map(({ from, to, passes, key, is }) => ({
      from: at(from), to: at(to), passes, is, key: key ?? null, calls: calls((step) => step.from === from && step.to === to && (is === 'way' || step.key === key)),
    })),
    unknown: told.unknown.map(({ place, visits }) => ({ place: at(place), visits, calls: calls((step) => step.from === place || step.to === place) })),
    untaken: told.untaken.map(({ from, to, key, on, visits }) => ({ from: at(from), to: at(to), key: key ?? null, on: on ?? null, visits })),
    unreached: told.unreached.map((name) => at(`node:${name}`)),
    deadKeys: told.deadKeys.map(({ node, key, times, offered }) => ({ node: at(node), key, times, offered, calls: calls((step) => step.from === node && step.nowhere.includes(key)) })),
    renamed: told.renamed.map(({ observed, intended }) => ({ observed: at(observed), intended: { id: intended, name: intended.slice(intended.indexOf(':') + 1) } })),
  };
}

function placeName(id: string, { nodes, queues }: Floor, menu: IntendedMenu): string {
  const name = id.slice(id.indexOf(':') + 1);
  if (id.startsWith('node:')) return nodes[name]?.name ?? (Object.hasOwn(menu.nodes, name) ? menu.nodes[name]?.label : undefined) ?? name;
  if (id === 'queue:*') return 'any queue';
  return id.startsWith('queue:') ? nameOf(queues, name) : placeWords[id] ?? id;
}
