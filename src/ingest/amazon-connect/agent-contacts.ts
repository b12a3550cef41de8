import type { OfferEndReason } from '../../domain/event.js';
import type { Instant } from '../../domain/time.js';
import { fact, known } from '../fact.js';
import type { DataOf, Fact } from '../fact.js';
import type { AgentEvent } from './agent-events.js';
import { instantIn, preciselyIn, queueIn, textIn, objectIn } from './fields.js';
import type { Fields } from './fields.js';
import { segmentOf, visitOf } from './leg-facts.js';

/** A contact as it stands in an agent's snapshot. */
export interface Handled {
  readonly id: string;
  readonly initial: string;
  readonly method: string;
  readonly state: string;
  readonly since: Instant | undefined;
  readonly agentAt: Instant | undefined;
  readonly queue: string | undefined;
}

export function handledIn(contacts: readonly Fields[]): readonly Handled[] {
  return contacts.flatMap((fields): Handled[] => {
    const id = textIn(fields, 'contactid');
    if (id === undefined) return [];
    return [{
      id, initial: textIn(fields, 'initialcontactid') ?? id, method: textIn(fields, 'initiationmethod')?.toUpperCase() ?? '',
      state: textIn(fields, 'state')?.toUpperCase() ?? '', since: preciselyIn(fields, 'statestarttimestamp'),
      agentAt: instantIn(fields, 'connectedtoagenttimestamp'), queue: queueIn(textIn(objectIn(fields, 'queue'), 'arn')),
    }];
  });
}

const missed: Readonly<Record<string, OfferEndReason>> = { MISSED: 'timeout', REJECTED: 'rejected', ERROR: 'unreachable' };

/** What changed with the agent's contacts from the snapshot before to this one. The subject is Connect's initial id; who translates knows better. */
export function contactChanges({ agent, at, now, before }: AgentEvent): Fact[] {
  return now.contacts.flatMap((contact) => {
    const was = before?.contacts.find(({ id }) => id === contact.id)?.state;
    return was === contact.state ? [] : changeOf(agent, at, contact, was);
  });
}

function changeOf(agent: string, at: Instant, contact: Handled, was: string | undefined): Fact[] {
  const { id, state, since, queue, agentAt, method } = contact;
  const part = { leg: id, segment: segmentOf(id), agent };
  const name = `${id}:${agent}:${since ?? at}`;
  const about = { time: since ?? at, subject: contact.initial };
  const reason = missed[state];
  if (reason !== undefined) return [fact('agent.offer.ended', `${name}:missed`, { leg: id, agent, reason }, about)];
  if (state === 'CONNECTED_ONHOLD') return [fact('hold.started', `${id}:${agent}:${at}:hold`, part, { ...about, time: at })];
  if (state === 'CONNECTED' && was === 'CONNECTED_ONHOLD') return [fact('hold.ended', `${id}:${agent}:${at}:unhold`, part, { ...about, time: at })];
  if (method === 'OUTBOUND') return [];
  if (state === 'INCOMING' || state === 'CONNECTING') {
    return was === 'INCOMING' ? [] : [fact('agent.offered', `${name}:offered`, known<DataOf<'agent.offered'>>({ leg: id, agent, queue }), about)];
  }
  if (state !== 'CONNECTED' || agentAt === undefined) return [];
  const visit = queue === undefined ? undefined : visitOf(id);
  return [fact('agent.connected', `${id}:connected`, known<DataOf<'agent.connected'>>({ ...part, queue, visit }), { ...about, time: agentAt })];
}
