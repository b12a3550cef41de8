import type { Channel, Direction, EndedBy } from '../../domain/event.js';
import { ok, refused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import type { Instant } from '../../domain/time.js';
import { instantIn, nameInArn, objectIn, preciselyIn, queueIn, textIn } from './fields.js';
import type { Fields } from './fields.js';

/** One contact id of Connect's, as far as one message tells: a transfer makes the next one, with the first one's id as its initial. */
export interface Leg {
  readonly id: string;
  readonly initial: string;
  readonly previous: string | undefined;
  readonly method: string;
  readonly channel: Channel;
  readonly queue: string | undefined;
  readonly agent: string | undefined;
  readonly initiatedAt: Instant | undefined;
  readonly systemAt: Instant | undefined;
  readonly queuedAt: Instant | undefined;
  readonly agentAt: Instant | undefined;
  readonly wrapUpFrom: Instant | undefined;
  readonly wrapUpTo: Instant | undefined;
  readonly endedAt: Instant | undefined;
  readonly by: EndedBy | undefined;
  readonly cause: string | undefined;
  readonly customer: string | undefined;
  readonly ours: string | undefined;
  readonly machine: string | undefined;
  /** What is told later of the same fact stands: a record over an event, a newer record over an older one. */
  readonly version: number;
}

const OUTBOUND = new Set(['OUTBOUND', 'AGENT_REPLY', 'FLOW', 'CAMPAIGN']);

export function directionOf({ method }: Leg): Direction {
  if (method === 'CALLBACK') return 'callback';
  return OUTBOUND.has(method) ? 'outbound' : 'inbound';
}

/** A returned call-back is a contact of its own; everything else belongs to the contact that the chain began with. */
export function isCallback(leg: Leg): boolean {
  return leg.method === 'CALLBACK' && leg.initial !== leg.id;
}

/** An EventBridge contact event: what is known of the contact so far, with the event's own time where a date is missing. */
export function legOfEvent(envelope: Fields, detail: Fields): Result<Leg> {
  const type = textIn(detail, 'eventtype')?.toUpperCase() ?? '';
  const sent = instantIn(envelope, 'time');
  const queue = objectIn(detail, 'queueinfo');
  const agent = objectIn(detail, 'agentinfo');
  const leg = legOf(detail, queue, agent, { queueArn: textIn(queue, 'queuearn') ?? textIn(queue, 'arn'), agentArn: textIn(agent, 'agentarn') });
  if (!leg.ok) return leg;
  const missing: Partial<Record<string, Partial<Leg>>> = {
    INITIATED: { initiatedAt: leg.value.initiatedAt ?? sent },
    QUEUED: { queuedAt: leg.value.queuedAt ?? sent },
    CONNECTED_TO_AGENT: { agentAt: leg.value.agentAt ?? sent },
    DISCONNECTED: { endedAt: leg.value.endedAt ?? sent },
  };
  return withTimes({ ...leg.value, ...missing[type] }, 0, `contact event ${type}`);
}

/** A contact record: written when the contact is over, and again whenever something is added. */
export function legOfRecord(record: Fields): Result<Leg> {
  const queue = objectIn(record, 'queue');
  const agent = objectIn(record, 'agent');
  const leg = legOf(record, queue, agent, { queueArn: textIn(queue, 'arn'), agentArn: textIn(agent, 'arn') });
  if (!leg.ok) return leg;
  const updated = preciselyIn(record, 'lastupdatetimestamp') ?? leg.value.endedAt ?? 0;
  return withTimes(leg.value, 1_000 + Math.floor(updated / 1_000), 'contact record');
}

function withTimes(leg: Leg, version: number, what: string): Result<Leg> {
  const times = [leg.initiatedAt, leg.systemAt, leg.queuedAt, leg.agentAt, leg.endedAt, leg.wrapUpFrom, leg.wrapUpTo];
  if (times.every((time) => time === undefined)) return refused(`The ${what} of ${leg.id} has no date. Send it with its time, as EventBridge and Kinesis hand it over.`);
  // The more of a contact a message knows, the later it was written.
  return ok({ ...leg, version: version === 0 ? Object.values(leg).filter((value) => value !== undefined).length : version });
}

function legOf(fields: Fields, queue: Fields, agent: Fields, { queueArn, agentArn }: { readonly queueArn: string | undefined; readonly agentArn: string | undefined }): Result<Leg> {
  const id = textIn(fields, 'contactid');
  if (id === undefined) return refused('It has no contactId. Send the events whole: an input transformer that leaves it out cannot be used.');
  const reason = textIn(fields, 'disconnectreason');
  return ok({
    id, initial: textIn(fields, 'initialcontactid') ?? id, previous: textIn(fields, 'previouscontactid'),
    method: textIn(fields, 'initiationmethod')?.toUpperCase() ?? 'INBOUND',
    channel: textIn(fields, 'channel')?.toLowerCase() ?? 'voice',
    queue: queueIn(queueArn), agent: nameInArn(agentArn),
    initiatedAt: instantIn(fields, 'initiationtimestamp'), systemAt: instantIn(fields, 'connectedtosystemtimestamp'),
    queuedAt: instantIn(queue, 'enqueuetimestamp'), agentAt: instantIn(agent, 'connectedtoagenttimestamp'),
    wrapUpFrom: instantIn(agent, 'aftercontactworkstarttimestamp'), wrapUpTo: instantIn(agent, 'aftercontactworkendtimestamp'),
    endedAt: instantIn(fields, 'disconnecttimestamp'), by: endedBy(reason), cause: reason,
    customer: textIn(objectIn(fields, 'customerendpoint'), 'address'), ours: textIn(objectIn(fields, 'systemendpoint'), 'address'),
    machine: textIn(fields, 'answeringmachinedetectionstatus'), version: 0,
  });
}

/** Nobody hung up where the line was lost. */
function endedBy(reason: string | undefined): EndedBy | undefined {
  if (reason === undefined) return undefined;
  if (reason.startsWith('CUSTOMER')) return 'customer';
  if (reason.startsWith('AGENT')) return 'agent';
  return reason === 'CONTACT_FLOW_DISCONNECT' || reason === 'EXPIRED' || reason === 'API' ? 'system' : undefined;
}
