import { isNumberKey } from '../domain/number-key.js';
import type { NamedId, Place } from '../contract/board.js';
import { nameOf } from '../domain/floor.js';
import type { Floor, Named } from '../domain/floor.js';
import type { FlagPlace } from '../domain/flag.js';

/** Ids with the names the floor gives them; what it does not name appears under its raw name. */
export function named(names: Readonly<Record<string, Named>>, id: string): NamedId {
  return { id, name: nameOf(names, id) };
}

/** Where a flag points, and the function that owns the cause: the node's owner before the queue's before the number's. */
export function placeOf(floor: Floor, place: FlagPlace): Place {
  const { queue, node, agent, entry } = place;
  const owner = (node === undefined ? undefined : floor.nodes[node]?.owner)
    ?? (queue === undefined ? undefined : floor.queues[queue]?.owner)
    ?? (entry === undefined ? undefined : floor.entries[entry]?.owner);
  return {
    ...(queue === undefined ? {} : { queue: named(floor.queues, queue) }),
    ...(node === undefined ? {} : { node: named(floor.nodes, node) }),
    ...(agent === undefined ? {} : { agent: named(floor.agents, agent) }),
    ...(entry === undefined ? {} : { entry: named(floor.entries, entry) }),
    ...(owner === undefined ? {} : { owner: named(floor.owners, owner) }),
  };
}

/** "caller a7f3": enough to tell two callers apart, nothing to call them by. */
export function labelOf(customer: string | undefined): string {
  if (customer === undefined) return 'anonymous';
  return isNumberKey(customer) ? `caller ${customer.slice(-4).toLowerCase()}` : `customer ${customer}`;
}
