import type { Contact } from '../domain/contact.js';
import { contactDetector, quiet } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import { movesAgents } from '../domain/moves.js';
import { clock, seconds } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { listed } from '../domain/wording.js';

export const pingPong = contactDetector({
  id: 'ping-pong',
  version: 1,
  title: 'Sent back and forth',
  class: 'alert',
  rule: 'The caller comes back to a queue or to an agent that they had left for another.',
  action: 'Join or take over: whoever has the caller now keeps them. After the call: call back and settle it.',
  options: {
    severeReturns: { default: 2, min: 1, max: 20, says: 'From how many returns on it is severe.' },
    actFor: { default: 600, min: 0, max: 86_400, says: 'The seconds for which it stays an alert after the contact ended: time to call back.' },
  },
  on: movesAgents,
  ask(contact, { floor, options }) {
    // Nearly all calls: two stays are no way back.
    if (contact.visits.length < 3 && contact.segments.length < 3) return quiet;
    const ways = [returnsIn(queuesOf(contact)), returnsIn(agentsOf(contact))];
    const way = (ways[0]?.returns.length ?? 0) > 0 ? ways[0] : ways[1];
    const first = way?.returns[0];
    const last = way?.returns.at(-1);
    if (!way || !first || !last) return quiet;
    const { severeReturns, actFor } = options();
    return {
      raised: [{
        subject: 'contact',
        since: first.at,
        ...(contact.endedAt === undefined ? {} : { until: Math.max(first.at, contact.endedAt + seconds(actFor)) }),
        severity: way.returns.length >= severeReturns ? 'severe' : 'warning',
        because: `sent back to ${nameIn(last, floor)} in ${clock(last.at - (way.stops[0]?.at ?? last.at))}: was with ${listed(way.stops.map((stop) => nameIn(stop, floor)))}`,
        place: last.kind === 'queue' ? { queue: last.id } : { agent: last.id, ...(last.queue === undefined ? {} : { queue: last.queue }) },
      }],
    };
  },
});

interface Stop {
  readonly kind: 'queue' | 'agent';
  readonly id: string;
  readonly queue?: string | undefined;
  readonly at: Instant;
}

/** Stays one after the other: who stands in two queues at once is not sent back by leaving one of them. */
function queuesOf({ visits }: Contact): readonly Stop[] {
  const inTurn = visits.filter((visit) => !visits.some((other) => other !== visit && other.enteredAt < (visit.leftAt ?? Infinity) && (other.leftAt ?? Infinity) > visit.enteredAt));
  return inTurn.map(({ queue, enteredAt }) => ({ kind: 'queue' as const, id: queue, at: enteredAt })).toSorted((a, b) => a.at - b.at);
}

/** Likewise: an agent who asks another and goes on was never left. */
function agentsOf({ segments }: Contact): readonly Stop[] {
  const inTurn = segments.filter((segment) => !segments.some((other) => other !== segment && other.connectedAt < (segment.leftAt ?? Infinity) && (other.leftAt ?? Infinity) > segment.connectedAt));
  return inTurn.map(({ agent, queue, connectedAt }) => ({ kind: 'agent' as const, id: agent, queue, at: connectedAt })).toSorted((a, b) => a.at - b.at);
}

function returnsIn(all: readonly Stop[]): { readonly stops: readonly Stop[]; readonly returns: readonly Stop[] } {
  const stops = all.filter((stop, place) => all[place - 1]?.id !== stop.id);
  return { stops, returns: stops.filter((stop, place) => stops.slice(0, place).some(({ id }) => id === stop.id)) };
}

function nameIn({ kind, id }: Stop, floor: Floor): string {
  return nameOf(kind === 'queue' ? floor.queues : floor.agents, id);
}
