import type { Contact } from '../contact.js';
import type { Floor } from '../floor.js';
import type { Contribution, Sums } from '../metric.js';
import { isKept, makerOf } from '../promise.js';

/**
 * What promises count: by the instant they were due, so that a window says what became of those that fell due in it, whatever the
 * time is now. For the floor, for the queue and team that made them, and for the reason. Without a due time none is counted.
 */
export function contributionsOfPromises({ channel, promises, segments }: Contact, floor: Floor, reason: string | undefined): Contribution[] {
  return promises.flatMap((promised) => {
    const { due } = promised;
    if (due === undefined) return [];
    const { agent, queue } = makerOf(promised, segments);
    const team = (agent === undefined ? undefined : floor.agents[agent]?.team) ?? (queue === undefined ? undefined : floor.queues[queue]?.team);
    const keys = [
      `${channel}/contacts`, ...(queue === undefined ? [] : [`${channel}/queue/${queue}`]), ...(team === undefined ? [] : [`${channel}/team/${team}`]),
      ...(reason === undefined ? [] : [`${channel}/reason/${reason}`]),
    ];
    const tally: Sums = isKept(promised) ? { promises: 1, promisesKept: 1 } : { promises: 1 };
    return keys.map((key) => ({ at: due, attribution: 'arrival' as const, key, tally }));
  });
}
