import type { Input, NodeVisit } from './contact.js';
import type { Floor } from './floor.js';

/** The keys that ask for a person, unless the settings of `zero-out` name others. */
export const PLEA_KEYS = '0*#';

export function pleaKeysOf(floor: Floor): string {
  const keys = floor.flags['zero-out']?.options?.['keys'];
  return typeof keys === 'string' ? keys : PLEA_KEYS;
}

export type Plea = Input & { readonly node: string };

/** The inputs that ask for a person where none is offered. Where a slot is filled, 0 is a digit and # ends the entry. */
export function pleasIn(visit: Pick<NodeVisit, 'node' | 'human' | 'keys' | 'inputs'>, keys: string, floor: Floor): readonly Plea[] {
  if (visit.inputs.some((input) => input.kind === 'slot')) return [];
  const human = visit.human ?? floor.nodes[visit.node]?.human;
  return visit.inputs
    .filter((input) => (input.kind === 'speech' ? saysAgent(input) && human === undefined : isPlea(input.key, keys) && input.key !== human && !visit.keys?.includes(input.key)))
    .map((input) => ({ ...input, node: visit.node }));
}

export function isPlea(key: string | undefined, keys: string): key is string {
  return key !== undefined && key.length === 1 && keys.includes(key);
}

function saysAgent({ key, slot }: Input): boolean {
  return [key, slot].some((said) => said?.toLowerCase() === 'agent');
}
