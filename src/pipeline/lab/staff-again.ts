import { evolveStanding } from '../../domain/agent.js';
import type { AgentStanding } from '../../domain/agent.js';
import { isAtWork, queuesOf } from '../../domain/cohort.js';
import type { Floor } from '../../domain/floor.js';
import type { Instant } from '../../domain/time.js';
import type { WholeDay } from '../../ports/stored-days.js';
import { moment } from './moments.js';
import type { Moments } from './moments.js';

type AtWork = ReadonlyMap<number, boolean>;
const nowhere: AtWork = new Map();

/** Tells again for which queues an agent was at work on a day. `queueOf`: the number of a queue's name; undefined: there are too many. */
export function staffAgain({ agent, from, to, carried, events }: WholeDay, floor: Floor, until: Instant, moments: Moments, queueOf: (queue: string) => number | undefined): void {
  let before = nowhere;
  const put = (standing: AgentStanding | undefined, at: Instant): void => {
    const now = standing === undefined ? nowhere : worksIn(standing, agent, floor, queueOf);
    for (const [queue, atWork] of before) if (now.get(queue) !== atWork) moments.add(at, moment.staffLess, queue, 0, atWork ? 1 : 0);
    for (const [queue, atWork] of now) if (before.get(queue) !== atWork) moments.add(at, moment.staffMore, queue, 0, atWork ? 1 : 0);
    before = now;
  };
  // Who had gone the evening before, or was not heard of for too long, is known again with the first word of the day.
  if (carried.state !== 'offline') put(carried, from);
  let standing = carried;
  for (const event of events) {
    standing = evolveStanding(standing, event);
    put(standing, event.time);
  }
  if (to <= until) put(undefined, to);
}

function worksIn(standing: AgentStanding, agent: string, floor: Floor, queueOf: (queue: string) => number | undefined): AtWork {
  return new Map(queuesOf(standing, agent, floor).flatMap((queue) => {
    const number = queueOf(queue);
    return number === undefined ? [] : [[number, isAtWork(standing, queue)] as const];
  }));
}
