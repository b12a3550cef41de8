import { calledWhileClosed } from '../domain/calendar.js';
import type { Contact } from '../domain/contact.js';
import { contactDetector, quiet } from '../domain/detector.js';
import type { Answer } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import { wayKnownAt } from '../domain/learned.js';
import { movesAgents } from '../domain/moves.js';
import { clock, seconds } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import { waitsLive } from '../domain/waiting.js';

const options = {
  toHuman: { default: 300, min: 1, max: 14_400, says: 'The seconds from the beginning of the contact to the first agent.' },
  toQueue: { default: 120, min: 1, max: 7_200, says: 'The seconds from the beginning of the contact to the first queue.' },
  timesShortest: { default: 2, min: 0, max: 20, says: 'How many times the shortest way to a person that is known of the number may be needed to the first queue; 0: any.' },
  leastToQueue: { default: 90, min: 1, max: 7_200, says: 'The seconds to the first queue up to which nothing is slow, however short the shortest way is.' },
  severeAfter: { default: 600, min: 1, max: 14_400, says: 'The seconds to the first agent after which it is severe.' },
} as const;

export const slowToHuman = contactDetector({
  id: 'slow-to-human',
  version: 2,
  title: 'Slow way to a person',
  class: 'alert',
  rule: 'A caller who wants a person needs more than 2 minutes to the queue, or twice the shortest way of the number and more than 90 seconds, or more than 5 minutes to the first agent.',
  action: 'Answer this caller next; look at what the menu asks before it lets callers through.',
  options,
  on: [...movesAgents, 'callback.requested'],
  ask(contact, { now, floor, options: inForce }): Answer {
    const visit = contact.visits[0];
    // Who is still in the menu may want to serve themselves.
    if (!visit || !waitsLive(contact) || calledWhileClosed(floor, contact)) return quiet;
    const limits = inForce(visit.queue);
    const reachedAt = contact.segments[0]?.connectedAt;
    const over = reachedAt ?? gaveUpAt(contact);
    // Lost sight of: nobody knows when they reached someone.
    if (over === undefined && contact.endedAt !== undefined) return quiet;
    const past = (limit: number): boolean => (over ?? now) - contact.startedAt > seconds(limit);
    const shortest = shortestOf(contact, floor);
    const detour = shortest === undefined || limits.timesShortest === 0 ? Infinity : Math.max(seconds(limits.leastToQueue), limits.timesShortest * shortest);
    const toQueue = Math.min(seconds(limits.toQueue), detour);
    const queuedAfter = visit.enteredAt - contact.startedAt;
    const queuedLate = queuedAfter > toQueue;
    const next = over === undefined ? [limits.toHuman, limits.severeAfter].map((limit) => contact.startedAt + seconds(limit) + 1).filter((at) => at > now) : [];
    const asking = next.length === 0 ? {} : { askAgainAt: Math.min(...next) };
    if (!queuedLate && !past(limits.toHuman)) return { raised: [], ...asking };
    return {
      raised: [{
        subject: 'contact',
        since: contact.startedAt + (queuedLate ? toQueue : seconds(limits.toHuman)),
        ...(over === undefined ? {} : { until: Math.max(over, contact.startedAt + (queuedLate ? toQueue : seconds(limits.toHuman))) }),
        severity: past(limits.severeAfter) ? 'severe' : 'warning',
        because: [
          `needed ${clock(queuedAfter)} to the queue ${nameOf(floor.queues, visit.queue)}${shortest !== undefined && queuedAfter > detour ? ` where the shortest way takes ${clock(shortest)}` : ''}`,
          reachedAt !== undefined ? `${clock(reachedAt - contact.startedAt)} to the first agent`
            : over !== undefined ? `left after ${clock(over - contact.startedAt)} without an agent`
              : past(limits.toHuman) ? `no agent after ${clock(seconds(past(limits.severeAfter) ? Math.max(limits.toHuman, limits.severeAfter) : limits.toHuman))}` : '',
        ].filter(Boolean).join(', '),
        place: { queue: visit.queue, ...(contact.entry === undefined ? {} : { entry: contact.entry }) },
      }],
      ...asking,
    };
  },
});

/** Of the number, as it was known when the contact began: what is learned later makes no flag of yesterday. */
function shortestOf({ entry, menu, startedAt, channel }: Contact, floor: Floor): Millis | undefined {
  return channel !== 'voice' || menu.length === 0 ? undefined : wayKnownAt(floor.learned, entry, startedAt);
}

/** When the last stay in a queue was over and none was open any more: a call-back or a voicemail is not waited for. */
function gaveUpAt({ visits, endedAt, endedBy }: Contact): Instant | undefined {
  if (endedAt !== undefined) return endedBy === 'inferred' ? undefined : endedAt;
  const last = visits.at(-1);
  return last?.reason === 'callback' || last?.reason === 'voicemail' ? last.leftAt : undefined;
}
