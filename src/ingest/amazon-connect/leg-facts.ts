import { fact, known } from '../fact.js';
import type { DataOf, Fact } from '../fact.js';
import type { EventData } from '../../domain/event.js';
import { directionOf, isCallback } from './leg.js';
import type { Leg } from './leg.js';

/**
 * What a message says about its contact. Each message tells all that happened so far, so one that is lost is made good by
 * the next; a fact's id is made of the contact's and its own name, so telling it again changes nothing.
 */
export function factsOfLeg(leg: Leg, subject: string): Fact[] {
  return [...begun(leg, subject), ...handedOn(leg), ...queued(leg), ...withAgent(leg), ...callback(leg), ...outbound(leg)];
}

export const visitOf = (contact: string): string => `${contact}:queue`;
export const segmentOf = (contact: string): string => `${contact}:agent`;

/** The first contact of a chain is the caller's; those that follow are parts of it. */
function begun(leg: Leg, subject: string): Fact[] {
  const at = leg.initiatedAt ?? leg.systemAt ?? leg.queuedAt ?? leg.agentAt;
  if (subject !== leg.id || at === undefined) return [];
  const direction = directionOf(leg);
  const [from, to] = direction === 'inbound' ? [leg.customer, leg.ours] : [leg.ours, leg.customer];
  return [fact('contact.started', `${leg.id}:started`, known<DataOf<'contact.started'>>({ channel: leg.channel, direction, from, to }), { time: at, subject })];
}

/** The contact before says nothing of why it went on: the one after it does. */
function handedOn({ id, initial, previous, method, initiatedAt, queue }: Leg): Fact[] {
  if (previous === undefined || previous === id || initiatedAt === undefined) return [];
  const visit = visitOf(previous);
  const about = { time: initiatedAt };
  switch (method) {
    case 'QUEUE_TRANSFER':
      return [fact('queue.left', `${previous}:unqueued`, known<DataOf<'queue.left'>>({ visit, reason: 'transferred', toQueue: queue }), about)];
    case 'CALLBACK':
      return [fact('queue.left', `${previous}:unqueued`, { visit, reason: 'callback' }, { ...about, subject: initial })];
    case 'TRANSFER': {
      const passed = known<DataOf<'transfer.completed'>>({ segment: segmentOf(previous), toQueue: queue });
      return [fact('transfer.started', `${id}:transfer`, passed, about), fact('transfer.completed', `${id}:transferred`, passed, about)];
    }
    default:
      return [];
  }
}

function queued(leg: Leg): Fact[] {
  const { id, queue, queuedAt, agentAt } = leg;
  if (queue === undefined || queuedAt === undefined || directionOf(leg) === 'outbound') return [];
  const where = { leg: id, visit: visitOf(id), queue };
  const entered = fact('queue.entered', `${id}:queued`, where, { time: queuedAt });
  return agentAt === undefined ? [entered] : [entered, fact('queue.left', `${id}:unqueued`, { ...where, reason: 'answered' }, { time: Math.max(queuedAt, agentAt) })];
}

function withAgent(leg: Leg): Fact[] {
  const { id, agent, agentAt, endedAt, by, wrapUpFrom, wrapUpTo } = leg;
  if (agent === undefined) return [];
  const part = { leg: id, segment: segmentOf(id), agent };
  const queue = directionOf(leg) === 'outbound' ? undefined : leg.queue;
  const visit = queue === undefined ? undefined : visitOf(id);
  return [
    ...(agentAt === undefined ? [] : [fact('agent.connected', `${id}:connected`, known<DataOf<'agent.connected'>>({ ...part, queue, visit }), { time: agentAt })]),
    ...(agentAt === undefined || endedAt === undefined ? []
      : [fact('agent.left', `${id}:agent-left`, known<DataOf<'agent.left'>>({ ...part, by: by === 'inferred' ? undefined : by }), { time: endedAt })]),
    ...(wrapUpFrom === undefined ? [] : [fact('wrapup.started', `${id}:wrap-up`, part, { time: wrapUpFrom })]),
    ...(wrapUpTo === undefined ? [] : [fact('wrapup.ended', `${id}:wrapped-up`, part, { time: wrapUpTo })]),
  ];
}

/** Connect queues the call-back as a contact of its own: the agent is connected first, the customer when they pick up. */
function callback(leg: Leg): Fact[] {
  if (!isCallback(leg)) return [];
  const { id, initial: subject, agent, initiatedAt, agentAt, systemAt } = leg;
  const about = known<DataOf<'callback.attempted'>>({ callback: id, agent });
  return [
    ...(initiatedAt === undefined ? [] : [
      fact('callback.requested', `${id}:requested`, { callback: id }, { time: initiatedAt, subject }),
      fact('contact.linked', `${id}:linked`, { contact: subject, relation: 'callback' }, { time: initiatedAt, subject: id }),
    ]),
    ...(agentAt === undefined ? [] : [fact('callback.attempted', `${id}:attempted`, about, { time: agentAt, subject })]),
    ...(systemAt === undefined ? [] : [fact('callback.reached', `${id}:reached`, about, { time: systemAt, subject })]),
  ];
}

/** What becomes of a call that we make. */
function outbound(leg: Leg): Fact[] {
  const { id, initiatedAt, systemAt, endedAt, customer, machine } = leg;
  if (directionOf(leg) !== 'outbound' || leg.channel !== 'voice' || initiatedAt === undefined) return [];
  const dialed = fact('outbound.dialed', `${id}:dialed`, known<DataOf<'outbound.dialed'>>({ to: customer }), { time: initiatedAt });
  const at = systemAt ?? endedAt;
  if (at === undefined) return [dialed];
  return [dialed, fact('outbound.result', `${id}:result`, { result: resultOf(machine, systemAt !== undefined) }, { time: at })];
}

function resultOf(machine: string | undefined, answered: boolean): EventData['outbound.result']['result'] {
  if (machine === 'SIT_TONE_BUSY') return 'busy';
  if (machine?.startsWith('VOICEMAIL') === true || machine === 'FAX_MACHINE_DETECTED') return 'machine';
  return answered ? 'answered' : 'no-answer';
}
