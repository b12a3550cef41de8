import { SECOND } from '../../../domain/time.js';
import type { Instant } from '../../../domain/time.js';
import { fieldsOf, instantIn, millisIn, objectIn, textIn, wordIn } from '../fields.js';
import type { Fields } from '../fields.js';
import type { Connection } from './connection.js';

/** A conversation as v2.routing.queues.{id}.conversations has it: everybody who is or was in it, and how each stands now. */
export interface Snapshot {
  readonly conversation: string;
  readonly connections: readonly Connection[];
}

/** How each connection was last seen, by session: what a snapshot has no time for happened when it was first seen. */
export type Seen = ReadonlyMap<string, Pick<Connection, 'startedAt' | 'endedAt'> & { readonly heldFrom: Instant | undefined }>;

const MEDIA = { calls: 'VOICE', callbacks: 'CALLBACK', chats: 'CHAT', emails: 'EMAIL', messages: 'MESSAGE', videos: 'VIDEO' } as const;
const RINGS = new Set(['ALERTING', 'OFFERING', 'DIALING', 'CONTACTING', 'TRANSMITTING', 'QUEUED']);

/** `at`: when it came, for what has no time of its own: a phone that rings, a hold that is over. */
export function snapshotIn(body: Fields, at: Instant, seen: Seen): Snapshot | undefined {
  const conversation = textIn(body, 'id');
  if (conversation === undefined) return undefined;
  const connections = listIn(body, 'participants').flatMap((participant) => Object.entries(MEDIA).flatMap(([list, media]) => (
    listIn(participant, list).flatMap((communication) => connectionIn(participant, communication, media, at, seen) ?? [])
  )));
  return { conversation, connections };
}

export function seenIn(connections: readonly Connection[]): Seen {
  return new Map(connections.map(({ session, startedAt, endedAt, holds }) => [session, { startedAt, endedAt, heldFrom: holds.find(({ to }) => to === undefined)?.from }]));
}

function connectionIn(participant: Fields, communication: Fields, media: string, at: Instant, seen: Seen): Connection | undefined {
  const id = textIn(participant, 'id');
  const session = textIn(communication, 'id');
  const state = wordIn(communication, 'state');
  if (id === undefined || session === undefined || state === undefined || state === 'NONE' || state === 'SCHEDULED' && media !== 'CALLBACK') return undefined;
  const before = seen.get(session);
  const connectedAt = instantIn(communication, 'connectedTime');
  const endedAt = instantIn(communication, 'disconnectedTime');
  return {
    participant: id, session, purpose: wordIn(participant, 'purpose')?.toLowerCase() ?? '',
    startedAt: instantIn(communication, 'startAlertingTime') ?? before?.startedAt ?? connectedAt ?? (RINGS.has(state) || state === 'SCHEDULED' ? at : endedAt),
    connectedAt, endedAt: endedAt ?? (state === 'TERMINATED' || state === 'DISCONNECTED' ? instantIn(participant, 'endTime') ?? before?.endedAt ?? at : undefined),
    holds: heldOf(communication, endedAt, at, before?.heldFrom), wrapUp: wrapUpIn(participant, communication), flow: undefined,
    isSupervisor: ['monitoredParticipantId', 'coachedParticipantId', 'bargedParticipantId'].some((name) => textIn(participant, name) !== undefined),
    about: aboutOf(participant, communication, media),
  };
}

function heldOf(communication: Fields, endedAt: Instant | undefined, at: Instant, before: Instant | undefined): Connection['holds'] {
  const isHeld = communication['held'] === true && endedAt === undefined;
  const from = isHeld ? instantIn(communication, 'startHoldTime') ?? before ?? at : before;
  return from === undefined ? [] : [{ from, to: isHeld ? undefined : Math.max(from, endedAt ?? at), isSeen: true }];
}

function wrapUpIn(participant: Fields, communication: Fields): Connection['wrapUp'] {
  const given = objectIn(communication, 'wrapup')['code'] === undefined ? objectIn(participant, 'wrapup') : objectIn(communication, 'wrapup');
  const ended = instantIn(participant, 'endAcwTime') ?? instantIn(given, 'endTime');
  if (ended === undefined) return undefined;
  const began = instantIn(participant, 'startAcwTime');
  const whole = millisIn(given, 'durationSeconds');
  return { at: ended, lasted: began === undefined ? (whole === undefined ? undefined : whole * SECOND) : Math.max(0, ended - began), code: textIn(given, 'code') };
}

function aboutOf(participant: Fields, communication: Fields, mediaType: string): Fields {
  const isOutbound = wordIn(communication, 'direction') === 'OUTBOUND';
  const [self, other] = [addressIn(communication, 'self'), addressIn(communication, 'other')];
  const isCustomer = ['customer', 'external'].includes(textIn(participant, 'purpose')?.toLowerCase() ?? '');
  // A customer's own address is the number that they call from, or are called at.
  const [theirs, ours] = isCustomer ? [self, other] : [other, self];
  return {
    mediaType, messageType: mediaType === 'MESSAGE' ? textIn(communication, 'type') : undefined, direction: isOutbound ? 'OUTBOUND' : 'INBOUND',
    ani: isOutbound ? ours : theirs, dnis: isOutbound ? theirs : ours,
    addressFrom: addressIn(communication, 'fromAddress'), addressTo: addressIn(communication, 'toAddress'),
    queueId: textIn(participant, 'queueId'), userId: textIn(participant, 'userId'), externalContactId: textIn(participant, 'externalContactId'),
    disconnectType: textIn(communication, 'disconnectType') === undefined ? undefined : wordsOf(communication['disconnectType']),
    callbackNumbers: communication['callbackNumbers'], callbackScheduledTime: instantIn(communication, 'callbackScheduledTime'),
  };
}

function addressIn(communication: Fields, name: string): string | undefined {
  const address = objectIn(communication, name);
  return textIn(address, 'addressNormalized') ?? textIn(address, 'addressRaw');
}

/** `transfer.conference`, `noAnswerTransfer`, `TRANSPORT_FAILURE` → CONFERENCE_TRANSFER, NO_ANSWER_TRANSFER, TRANSPORT_FAILURE. */
export function wordsOf(type: unknown): string | undefined {
  if (typeof type !== 'string') return undefined;
  const parts = type.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toUpperCase().split(/[._-]/);
  return parts[0] === 'TRANSFER' && parts.length > 1 ? [...parts.slice(1), 'TRANSFER'].join('_') : parts.join('_');
}

export function listIn(fields: Fields, name: string): readonly Fields[] {
  const held = fields[name];
  return Array.isArray(held) ? held.map(fieldsOf) : [];
}
