import type { AgentState } from '../../domain/event.js';
import { ok, refused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import type { Instant } from '../../domain/time.js';
import { fact, known } from '../fact.js';
import type { DataOf, Fact } from '../fact.js';
import { contactChanges, handledIn } from './agent-contacts.js';
import type { Handled } from './agent-contacts.js';
import { fieldsOf, listIn, nameInArn, objectIn, preciselyIn, queueIn, textIn } from './fields.js';
import type { Fields } from './fields.js';

/** What an agent's snapshot says. */
export interface Snapshot {
  readonly state: AgentState;
  /** Their own word for why they take no contacts. */
  readonly reason: string | undefined;
  readonly queues: readonly string[];
  readonly team: string | undefined;
  readonly contacts: readonly Handled[];
}

export interface AgentEvent {
  readonly id: string;
  readonly agent: string;
  readonly at: Instant;
  readonly kind: string;
  readonly now: Snapshot;
  /** Absent at a login: nothing was before. */
  readonly before: Snapshot | undefined;
}

/** One event of the agent event stream. */
export function agentEventIn(fields: Fields): Result<AgentEvent> {
  const agent = nameInArn(textIn(fields, 'agentarn'));
  const at = preciselyIn(fields, 'eventtimestamp');
  const kind = textIn(fields, 'eventtype')?.toUpperCase() ?? '';
  if (agent === undefined || at === undefined) return refused('The agent event has no AgentARN or no EventTimestamp. Send the stream as Connect writes it.');
  const previous = fields['previousagentsnapshot'];
  return ok({
    id: textIn(fields, 'eventid') ?? `${agent}:${at}:${kind}`, agent, at, kind,
    now: snapshotIn(objectIn(fields, 'currentagentsnapshot'), kind),
    before: previous === null || previous === undefined ? undefined : snapshotIn(fieldsOf(previous), ''),
  });
}

/** What the event says of the agent, and of the contacts that were offered, held or taken up again. */
export function factsOfAgentEvent(event: AgentEvent): Fact[] {
  return [...standing(event), ...(event.kind === 'STATE_CHANGE' ? contactChanges(event) : [])];
}

/** Said again with every heartbeat: so an agent whose login was before our time is known within two minutes. */
function standing({ id, agent, at, now, before }: AgentEvent): Fact[] {
  const gone = before === undefined ? [] : before.queues.filter((queue) => !now.queues.includes(queue));
  const left = gone.length === 0 ? [] : [fact('agent.signed-out', `${id}:left`, { queues: gone }, { subject: agent })];
  const { state, reason, queues, team } = now;
  const signedIn = state === 'offline' ? [] : [fact('agent.signed-in', `${id}:in`, known<DataOf<'agent.signed-in'>>({ queues, team }), { subject: agent })];
  return [...left, ...signedIn, fact('agent.state', `${id}:state`, known<DataOf<'agent.state'>>({ state, reason }), { subject: agent, time: at })];
}

function snapshotIn(fields: Fields, kind: string): Snapshot {
  const status = objectIn(fields, 'agentstatus');
  const configuration = objectIn(fields, 'configuration');
  const contacts = handledIn(listIn(fields, 'contacts'));
  const state = kind === 'LOGOUT' ? 'offline' : stateOf(status, contacts);
  return {
    state, contacts, reason: state === 'away' ? textIn(status, 'name') : undefined,
    queues: listIn(objectIn(configuration, 'routingprofile'), 'inboundqueues').flatMap((queue) => queueIn(textIn(queue, 'arn')) ?? []),
    team: teamIn(objectIn(configuration, 'agenthierarchygroups')),
  };
}

/** What the agent does goes before what the agent has set: who is on a call while the status says "Break" is on the call. */
function stateOf(status: Fields, contacts: readonly Handled[]): AgentState {
  const has = (...states: readonly string[]): boolean => contacts.some(({ state }) => states.includes(state));
  const talks = contacts.filter(({ state }) => state === 'CONNECTED' || state === 'CONNECTED_ONHOLD');
  if (talks.length > 0) return talks.every(({ method }) => method === 'OUTBOUND') ? 'outbound' : 'on-contact';
  if (has('INCOMING', 'PENDING', 'CONNECTING')) return contacts.every(({ method }) => method === 'OUTBOUND') ? 'outbound' : 'ringing';
  if (has('MISSED', 'REJECTED', 'ERROR')) return 'not-responding';
  if (has('ENDED')) return 'wrap-up';
  const type = textIn(status, 'type')?.toUpperCase() ?? textIn(status, 'name')?.toUpperCase();
  if (type === 'OFFLINE' || type === undefined) return 'offline';
  return type === 'ROUTABLE' || type === 'AVAILABLE' ? 'available' : 'away';
}

/** The group nearest to the agent. */
function teamIn(levels: Fields): string | undefined {
  return ['level5', 'level4', 'level3', 'level2', 'level1'].map((level) => textIn(objectIn(levels, level), 'name')).find((name) => name !== undefined);
}
