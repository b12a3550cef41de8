import { nameOf } from '../../domain/floor.js';
import type { Floor } from '../../domain/floor.js';
import { SECOND, clock } from '../../domain/time.js';
import type { Said, Sentences, Telling } from './said.js';
import { bad, good, plain, where } from './said.js';

/** Clocks of queue and agent differ by so much at most. */
const APART = 5 * SECOND;

/** What happens with agents. */
export const agent: Sentences<
  | 'agent.connected' | 'agent.left' | 'hold.started' | 'hold.ended' | 'park.started' | 'park.ended'
  | 'transfer.started' | 'transfer.completed' | 'transfer.failed' | 'party.joined' | 'party.left'
  | 'wrapup.started' | 'wrapup.ended' | 'closing.asked' | 'speech.silence' | 'speech.sentiment'
> = {
  'agent.connected': ({ agent: id }, telling) => {
    const waited = waitedFor(id, telling);
    return good(`Answered by ${nameOf(telling.floor.agents, id)}${waited === undefined ? '' : ` after ${clock(waited)}`}`);
  },
  'agent.left': ({ agent: id, by }, { floor }) => {
    const name = nameOf(floor.agents, id);
    switch (by) {
      case 'customer': return plain(`The customer hung up on ${name}`);
      case 'transfer': return plain(`${name} passed the customer on`);
      case 'system': return bad(`Cut off from ${name}`);
      default: return plain(`${name} left`);
    }
  },
  'hold.started': ({ agent: id }, { floor }) => bad(`Put on hold${where('by', agentName(floor, id))}`),
  'hold.ended': ({ agent: id }, { floor }) => plain(`Back from hold${where('with', agentName(floor, id))}`),
  'park.started': ({ agent: id }, { floor }) => bad(`Parked${where('by', agentName(floor, id))}`),
  'park.ended': ({ agent: id }, { floor }) => plain(`Picked up again${where('by', agentName(floor, id))}`),
  'transfer.started': (data, { floor }) => plain(`A transfer began${target(data, floor)}`),
  'transfer.completed': (data, { floor }) => plain(`Transferred${data.kind === undefined ? '' : data.kind === 'blind' ? ' blind' : ' after consulting'}${target(data, floor)}`),
  'transfer.failed': (data, { floor }) => bad(`A transfer failed${target(data, floor)}`),
  'party.joined': ({ role }) => plain(`Joined: ${role}`),
  'party.left': ({ role }) => plain(`Left: ${role}`),
  'wrapup.started': ({ agent: id }, { floor }) => plain(`Wrap-up began${where('of', agentName(floor, id))}`),
  'wrapup.ended': ({ agent: id, disposition, resolved }, { floor }) => {
    const told = `Wrap-up ended${where('of', agentName(floor, id))}${disposition === undefined ? '' : `: ${disposition}`}`;
    return resolved === undefined ? plain(told) : verdicts[resolved](told);
  },
  'closing.asked': () => plain('Was asked whether there is anything else'),
  'speech.silence': ({ seconds }) => plain(`Nobody had spoken for ${clock(seconds * SECOND)}`),
  'speech.sentiment': ({ score, of }) => (score < 0 ? bad : plain)(`The ${of ?? 'customer'} sounded ${score < 0 ? 'displeased' : score > 0 ? 'pleased' : 'neutral'} (${score})`),
};

const verdicts: Readonly<Record<'yes' | 'partly' | 'no', (told: string) => Said>> = {
  yes: (told) => good(`${told}, resolved`),
  partly: (told) => bad(`${told}, partly resolved`),
  no: (told) => bad(`${told}, not resolved`),
};

function waitedFor(id: string, { contact, at }: Telling): number | undefined {
  return contact.visits.findLast((visit) => visit.reason === 'answered' && !visit.direct && (visit.agent ?? id) === id && Math.abs((visit.leftAt ?? 0) - at) <= APART)?.waitMs;
}

/** A number outside stays out of it. */
function target({ toQueue, toAgent, toMenu, toNumber }: Parameters<Sentences['transfer.started']>[0], floor: Floor): string {
  if (toAgent !== undefined) return ` to ${nameOf(floor.agents, toAgent)}`;
  if (toQueue !== undefined) return ` to ${nameOf(floor.queues, toQueue)}`;
  if (toMenu !== undefined) return ` to ${nameOf(floor.nodes, toMenu)}`;
  return toNumber === undefined ? '' : ' to a number outside';
}

function agentName(floor: Floor, id: string | undefined): string | undefined {
  return id === undefined ? undefined : nameOf(floor.agents, id);
}
