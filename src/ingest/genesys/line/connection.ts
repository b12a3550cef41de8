import { SECOND } from '../../../domain/time.js';
import type { Instant, Millis } from '../../../domain/time.js';

export interface Hold {
  readonly from: Instant;
  readonly to: Instant | undefined;
  /** When it ended is when that was seen: the history, which knows better, is told apart from it. */
  readonly isSeen?: boolean;
}

/** One participant's connection in one medium, as far as a snapshot of the conversation tells it. */
export interface Connection {
  readonly participant: string;
  readonly session: string;
  /** customer, external, ivr, acd, agent, user, voicemail … */
  readonly purpose: string;
  readonly startedAt: Instant | undefined;
  /** Not before this did anybody talk. */
  readonly connectedAt: Instant | undefined;
  readonly endedAt: Instant | undefined;
  readonly holds: readonly Hold[];
  readonly wrapUp: { readonly at: Instant; readonly lasted: Millis | undefined; readonly code: string | undefined } | undefined;
  readonly flow: Readonly<Record<string, unknown>> | undefined;
  /** Somebody who listens in, or whispers. */
  readonly isSupervisor: boolean;
  /** What every detail event of it says: mediaType, direction, ani, dnis, queueId, userId … */
  readonly about: Readonly<Record<string, unknown>>;
}

/** What a snapshot says, in detail events: so both are read by one translation, under the same ids. */
export function detailsOf(conversation: string, connections: readonly Connection[]): readonly object[] {
  return connections.filter(({ isSupervisor }) => !isSupervisor).flatMap((each) => {
    const event = (kind: string, at: Instant | undefined, more: object = {}): object[] => (at === undefined ? [] : [{
      topicName: `v2.detail.events.conversation.${conversation}.${kind}`,
      eventBody: { eventTime: at, conversationId: conversation, participantId: each.participant, sessionId: each.session, ...each.about, ...more },
    }]);
    return detailsIn(each, connections, event);
  });
}

type Event = (kind: string, at: Instant | undefined, more?: object) => object[];

function detailsIn(each: Connection, all: readonly Connection[], event: Event): object[] {
  const { startedAt, connectedAt, endedAt, flow } = each;
  switch (each.purpose) {
    case 'customer': case 'external':
      return [...event('customer.start', startedAt ?? connectedAt), ...event('customer.end', endedAt, { interactingDurationMs: between(connectedAt, endedAt) })];
    case 'ivr': case 'botflow':
      return flow === undefined ? [] : [...event('flow.start', startedAt ?? connectedAt, flow), ...event('flow.end', endedAt, flow)];
    case 'acd':
      return [...event('acd.start', startedAt ?? connectedAt), ...event('acd.end', endedAt, outcomeOf(each, all))];
    case 'voicemail':
      return [...event('voicemail.start', startedAt ?? connectedAt), ...event('voicemail.end', endedAt, { voicemailDurationMs: between(connectedAt, endedAt) })];
    case 'agent': case 'user':
      return agentIn(each, event);
    default:
      return [];
  }
}

function agentIn({ startedAt, connectedAt, endedAt, holds, wrapUp }: Connection, event: Event): object[] {
  return [
    ...event('user.start', startedAt ?? connectedAt), ...event('user.answered', connectedAt),
    ...holds.flatMap(({ from, to, isSeen = false }) => [...event('user.held', from), ...event('user.unheld', to, { heldAt: from, isSeen })]),
    ...event('user.end', endedAt, { interactingDurationMs: between(connectedAt, endedAt), heldDurationMs: 0 }),
    ...(wrapUp === undefined ? [] : event('acw', wrapUp.at, { wrapupCode: wrapUp.code, wrapupDurationMs: wrapUp.lasted })),
  ];
}

const NEAR: Millis = 3 * SECOND;

/** A snapshot does not say how a stay in a queue came out: who was connected when it ended does. */
function outcomeOf({ endedAt, about }: Connection, all: readonly Connection[]): object {
  const isNear = (at: Instant | undefined): boolean => at !== undefined && endedAt !== undefined && Math.abs(at - endedAt) <= NEAR;
  const agent = all.find(({ purpose, connectedAt, about: other }) => purpose === 'agent' && isNear(connectedAt) && other['queueId'] === about['queueId'] && other['mediaType'] === about['mediaType']);
  if (agent !== undefined) return { acdOutcome: 'ANSWERED', answeredUserId: agent.about['userId'] };
  const isGone = all.some(({ purpose, endedAt: gone }) => (purpose === 'customer' || purpose === 'external') && isNear(gone));
  return { acdOutcome: isGone ? 'ABANDON' : 'FLOW_OUT' };
}

function between(from: Instant | undefined, to: Instant | undefined): Millis {
  return from === undefined || to === undefined ? 0 : Math.max(0, to - from);
}
