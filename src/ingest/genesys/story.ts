import type { EarshotEvent } from '../../domain/event.js';
import { startGenesys } from './state.js';
import type { GenesysState } from './state.js';
import { translateGenesys } from './translate.js';

/** For specs: an organization told in seconds, its ids as short as they can be. */
export const EPOCH = Date.parse('2026-03-02T09:00:00.000Z');
const SOURCE = 'aws.partner/genesys.com/cloud/00000000-0000-4000-8000-000000000000/earshot';

export const at = (second: number): number => EPOCH + second * 1_000;

/** What eventBody says besides who, when and in which medium. */
export interface Body {
  readonly [field: string]: unknown;
}

/** An event as EventBridge posts it. Who of the conversation it is about follows from what happened, unless the body says it. */
export function genesys(second: number, kind: string, conversation: string, more: Body = {}): object {
  const { userId, queueId, flowId } = more;
  const who = kind.startsWith('customer') || kind.startsWith('voicemail') ? 'caller' : kind.startsWith('flow') ? `flow-${String(flowId)}` : kind.startsWith('acd') ? `acd-${String(queueId)}` : String(userId);
  return bridged(second, `v2.detail.events.conversation.{id}.${kind}`, `v2.detail.events.conversation.${conversation}.${kind}`, {
    eventTime: at(second), conversationId: conversation, participantId: `${conversation}-${who}`, sessionId: `${conversation}-${who}-1`,
    mediaType: 'VOICE', provider: 'Edge', direction: 'INBOUND', ani: 'tel:+12025550123', dnis: 'tel:+12025550100', ...more,
  });
}

/** What a user does, as v2.users.{id}.activity has it. */
export function activity(second: number, userId: string, status: string, systemPresence: string, queues: readonly string[]): object {
  return bridged(second, 'v2.users.{id}.activity', `v2.users.${userId}.activity`, {
    id: userId, routingStatus: { status, startTime: new Date(at(second)).toISOString() },
    presence: { presenceDefinition: { id: 'p', systemPresence }, presenceMessage: '', modifiedDate: new Date(at(0)).toISOString() },
    outOfOffice: { active: false }, activeQueueIds: queues,
  });
}

function bridged(second: number, type: string, topicName: string, eventBody: object): object {
  return {
    version: '0', id: `${topicName}-${second}`, 'detail-type': type, source: SOURCE, account: '123456789012', time: new Date(at(second)).toISOString(), region: 'eu-central-1', resources: [],
    detail: { topicName, version: '2', eventBody, metadata: { CorrelationId: 'c' } },
  };
}

export function translated(posts: readonly (readonly unknown[])[], from: GenesysState = startGenesys('genesys')): EarshotEvent[] {
  let state = from;
  return posts.flatMap((post) => {
    const told = translateGenesys(state, post);
    state = told.state;
    return [...told.events];
  });
}

/** A caller who meets a flow, waits, is served by Anna and hangs up. */
export function served(id: string): object[] {
  const queue = { queueId: 'support' };
  const anna = { ...queue, userId: 'anna' };
  return [
    genesys(0, 'customer.start', id), genesys(1, 'flow.start', id, { flowId: 'menu', flowType: 'INBOUNDCALL', flowVersion: '7.0' }),
    genesys(20, 'flow.end', id, { flowId: 'menu', flowType: 'INBOUNDCALL', flowVersion: '7.0', exitReason: 'TRANSFER', transferType: 'ACD', disconnectType: 'TRANSFER' }),
    genesys(20, 'acd.start', id, queue), genesys(45, 'user.start', id, anna),
    genesys(52, 'acd.end', id, { ...queue, acdOutcome: 'ANSWERED', answeredUserId: 'anna', connectedDurationMs: 32_000, disconnectType: 'TRANSFER' }),
    genesys(200, 'customer.end', id, { disconnectType: 'ENDPOINT', interactingDurationMs: 200_000 }),
    genesys(200, 'user.end', id, { ...anna, disconnectType: 'PEER', interactingDurationMs: 148_000, heldDurationMs: 0, alertingDurationMs: 7_000 }),
    genesys(230, 'acw', id, { ...anna, wrapupCode: 'rebate', wrapupNotes: 'Frau Schmidt rang about her bill', wrapupDurationMs: 30_000 }),
  ];
}

/** A caller whom Anna hands on to billing, where Bert answers. */
export function handedOn(id: string): object[] {
  const billing = { queueId: 'billing' };
  return [
    ...served(id).slice(0, 6),
    genesys(150, 'user.end', id, { queueId: 'support', userId: 'anna', disconnectType: 'TRANSFER', interactingDurationMs: 90_000, heldDurationMs: 8_000 }),
    genesys(150, 'acd.start', id, billing), genesys(172, 'user.start', id, { ...billing, userId: 'bert' }),
    genesys(180, 'acd.end', id, { ...billing, acdOutcome: 'ANSWERED', answeredUserId: 'bert', disconnectType: 'TRANSFER' }),
    genesys(300, 'user.end', id, { ...billing, userId: 'bert', disconnectType: 'CLIENT', interactingDurationMs: 120_000, heldDurationMs: 0 }),
    genesys(300, 'customer.end', id, { disconnectType: 'PEER' }),
  ];
}

/** A caller who asks in the queue to be called back, and is. */
export function calledBack(id: string): object[] {
  const callback = { mediaType: 'CALLBACK', queueId: 'support', callbackNumbers: ['+12025550123'], callbackUserName: 'Frau Schmidt' };
  const asked = { mediaType: 'CALLBACK', sessionId: `${id}-caller-2`, callbackNumbers: ['+12025550123'], callbackScheduledTime: at(3_600) };
  const dial = { direction: 'OUTBOUND', ani: 'tel:+12025550100', dnis: 'tel:+12025550123' };
  return [
    ...served(id).slice(0, 4), genesys(80, 'customer.start', id, asked),
    genesys(95, 'acd.end', id, { queueId: 'support', acdOutcome: 'FLOW_OUT', disconnectType: 'TRANSFER' }), genesys(95, 'customer.end', id, { disconnectType: 'PEER' }),
    genesys(900, 'acd.start', id, { ...callback, sessionId: `${id}-acd-2` }), genesys(960, 'user.start', id, { ...callback, userId: 'anna', sessionId: `${id}-anna-1` }),
    genesys(965, 'acd.end', id, { ...callback, sessionId: `${id}-acd-2`, acdOutcome: 'ANSWERED', answeredUserId: 'anna' }),
    genesys(970, 'user.start', id, { ...dial, queueId: 'support', userId: 'anna', sessionId: `${id}-anna-2` }), genesys(972, 'customer.start', id, { ...dial, sessionId: `${id}-caller-3` }),
    genesys(1_080, 'customer.end', id, { ...dial, sessionId: `${id}-caller-3`, disconnectType: 'ENDPOINT', interactingDurationMs: 100_000 }),
    genesys(1_080, 'user.end', id, { ...dial, queueId: 'support', userId: 'anna', sessionId: `${id}-anna-2`, disconnectType: 'PEER', interactingDurationMs: 100_000, dialingDurationMs: 8_000 }),
    genesys(1_090, 'user.end', id, { ...callback, userId: 'anna', sessionId: `${id}-anna-1`, disconnectType: 'CLIENT', interactingDurationMs: 125_000 }),
    genesys(1_090, 'customer.end', id, { ...asked, disconnectType: 'PEER' }),
  ];
}
