import type { EarshotEvent } from '../../domain/event.js';
import { startConnect } from './state.js';
import type { ConnectState } from './state.js';
import { translateConnect } from './translate.js';

/** For specs: an instance of Connect told in seconds, its ids as short as they can be. */
export const EPOCH = Date.parse('2026-03-02T09:00:00.000Z');
const INSTANCE = 'arn:aws:connect:eu-central-1:123456789012:instance/i';

export const stamp = (second: number): string => new Date(EPOCH + second * 1_000).toISOString();

/** A contact event as EventBridge sends it; `at` names what is known by then, in seconds. */
export function contactEvent(second: number, eventType: string, contactId: string, more: ContactSaid = {}): object {
  const { queued, agent, queue = 'support', agentId = 'anna', ...rest } = more;
  return {
    version: '0', id: `${contactId}-${eventType}`, 'detail-type': 'Amazon Connect Contact Event', source: 'aws.connect', account: '123456789012', time: stamp(second),
    detail: {
      eventType, contactId, instanceArn: INSTANCE, channel: 'VOICE', initiationMethod: 'INBOUND', ...dated(rest),
      ...(queued === undefined ? {} : { queueInfo: { queueArn: `${INSTANCE}/queue/${queue}`, queueType: 'STANDARD', enqueueTimestamp: stamp(queued) } }),
      ...(agent === undefined ? {} : { agentInfo: { agentArn: `${INSTANCE}/agent/${agentId}`, connectedToAgentTimestamp: stamp(agent) } }),
    },
  };
}

/** What the event says, in seconds where it is a time. */
export interface ContactSaid {
  readonly began?: number;
  readonly ended?: number;
  readonly system?: number;
  readonly queued?: number;
  readonly agent?: number;
  readonly queue?: string;
  readonly agentId?: string;
  readonly initiationMethod?: string;
  readonly initialContactId?: string;
  readonly previousContactId?: string;
  readonly disconnectReason?: string;
}

function dated({ began, ended, system, ...rest }: Omit<ContactSaid, 'queued' | 'agent' | 'queue' | 'agentId'>): object {
  return {
    ...rest, ...(began === undefined ? {} : { initiationTimestamp: stamp(began) }), ...(ended === undefined ? {} : { disconnectTimestamp: stamp(ended) }),
    connectedToSystemTimestamp: system === undefined ? '1970-01-01T00:00:00.001Z' : stamp(system),
  };
}

export function translated(posts: readonly (readonly object[])[], from: ConnectState = startConnect('connect')): EarshotEvent[] {
  let state = from;
  return posts.flatMap((post) => {
    const told = translateConnect(state, post);
    state = told.state;
    return [...told.events];
  });
}

/** What a record says, in seconds where it is a time; what else it holds as Connect names it. */
export interface RecordSaid {
  readonly began?: number;
  readonly system?: number;
  readonly queued?: number;
  readonly agent?: number;
  readonly ended: number;
  readonly updated: number;
  readonly wrapUp?: readonly [number, number];
  readonly from?: string;
  readonly to?: string;
  readonly [field: string]: unknown;
}

/** A contact record as Kinesis delivers it: whole seconds, null where there is nothing. */
export function contactRecord(contactId: string, { began, system, queued, agent, ended, updated, wrapUp, from, to, ...rest }: RecordSaid): object {
  const whole = (second: number | undefined): string | null => (second === undefined ? null : stamp(second).replace('.000Z', 'Z'));
  const endpoint = (address: string | undefined): object | null => (address === undefined ? null : { Type: 'TELEPHONE_NUMBER', Address: address });
  return {
    AWSAccountId: '123456789012', AWSContactTraceRecordFormatVersion: '2017-03-10', ContactId: contactId, Channel: 'VOICE', InitiationMethod: 'INBOUND', InstanceARN: INSTANCE,
    InitiationTimestamp: whole(began), ConnectedToSystemTimestamp: whole(system), DisconnectTimestamp: whole(ended), LastUpdateTimestamp: whole(updated),
    CustomerEndpoint: endpoint(from), SystemEndpoint: endpoint(to),
    Queue: queued === undefined ? null : { ARN: `${INSTANCE}/queue/support`, Name: 'Support', EnqueueTimestamp: whole(queued), DequeueTimestamp: whole(agent ?? ended), Duration: (agent ?? ended) - queued },
    Agent: agent === undefined ? null : {
      ARN: `${INSTANCE}/agent/anna`, Username: 'anna', ConnectedToAgentTimestamp: whole(agent), AfterContactWorkStartTimestamp: whole(wrapUp?.[0]), AfterContactWorkEndTimestamp: whole(wrapUp?.[1]),
    },
    ...rest,
  };
}

/** An agent's snapshot: their status, and their contacts as `[id, state, since]`. */
export type SnapshotSaid = { readonly status: string; readonly contacts?: readonly (readonly [id: string, state: string, since: number])[]; readonly queues?: readonly string[] };

/** An event of the agent event stream, about anna of the north team. */
export function agentEvent(second: number, EventType: string, now: SnapshotSaid, before?: SnapshotSaid): object {
  return {
    AWSAccountId: '123456789012', AgentARN: `${INSTANCE}/agent/anna`, EventId: `${EventType}-${second}`, EventTimestamp: stamp(second), EventType, InstanceARN: INSTANCE, Version: '2017-10-01',
    CurrentAgentSnapshot: snapshot(now), PreviousAgentSnapshot: before === undefined ? null : snapshot(before),
  };
}

function snapshot({ status, contacts = [], queues = ['support'] }: SnapshotSaid): object {
  const queue = { ARN: `${INSTANCE}/queue/support`, Name: 'Support' };
  return {
    AgentStatus: { ARN: `${INSTANCE}/agent-state/s`, Name: status, StartTimestamp: stamp(0) },
    Configuration: {
      AgentHierarchyGroups: { Level1: { ARN: 'x', Name: 'Europe' }, Level2: { ARN: 'y', Name: 'North' } }, Username: 'anna',
      RoutingProfile: { Name: 'All', InboundQueues: [{ ARN: `${INSTANCE}/queue/agent/anna`, Name: null }, ...queues.map((id) => ({ ARN: `${INSTANCE}/queue/${id}`, Name: id }))] },
    },
    Contacts: contacts.map(([ContactId, State, since]) => ({
      ContactId, State, InitialContactId: null, Channel: 'VOICE', InitiationMethod: 'INBOUND', StateStartTimestamp: stamp(since),
      ConnectedToAgentTimestamp: State.startsWith('CONNECTED') ? stamp(since) : null, Queue: queue,
    })),
  };
}

/** A line of a flow's log, as Connect writes it. */
export function flowLine(second: number, ContactId: string, ContactFlowModuleType: string, more: { readonly Results?: string; readonly Identifier?: string; readonly Parameters?: object } = {}): object {
  return { ContactId, ContactFlowId: `${INSTANCE}/contact-flow/main-flow`, ContactFlowName: 'Main menu', ContactFlowModuleType, Timestamp: stamp(second), Parameters: {}, ...more };
}

/** As CloudWatch hands lines over. */
export function logMessage(...lines: readonly object[]): object {
  return {
    messageType: 'DATA_MESSAGE', owner: '123456789012', logGroup: '/aws/connect/i', logStream: '2026/03/02/09', subscriptionFilters: ['earshot'],
    logEvents: lines.map((line, index) => ({ id: String(index), timestamp: 0, message: JSON.stringify(line) })),
  };
}
