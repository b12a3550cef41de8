import type { AgentLeftBy } from '../../domain/event.js';
import { ok, refused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import type { Instant } from '../../domain/time.js';
import { instantIn, textIn, wordIn } from './fields.js';
import type { Fields } from './fields.js';
import type { Notice } from './notice.js';

/** What every detail event of a conversation says. */
export interface Told {
  readonly kind: string;
  readonly conversation: string;
  /** Who of the conversation it is about: the caller, a flow, one stay in a queue, an agent. */
  readonly participant: string | undefined;
  /** One connection of that participant, in one medium. */
  readonly session: string;
  readonly at: Instant;
  readonly media: string;
  /** We called or wrote. A call-back is handed to an agent like a call that came in. */
  readonly isOutbound: boolean;
  readonly queue: string | undefined;
  readonly agent: string | undefined;
  readonly disconnect: string | undefined;
  readonly body: Fields;
}

export function toldIn({ kind, body, sentAt }: Notice): Result<Told> {
  const conversation = textIn(body, 'conversationId');
  const at = instantIn(body, 'eventTime') ?? sentAt;
  if (conversation === undefined) return refused(`The ${kind} event has no conversationId. Send eventBody whole: an input transformer that leaves it out cannot be used.`);
  if (at === undefined) return refused(`The ${kind} event of ${conversation} has no eventTime. Send eventBody whole, with eventTime in milliseconds.`);
  const participant = textIn(body, 'participantId');
  const media = wordIn(body, 'mediaType') ?? 'VOICE';
  return ok({
    kind, conversation, participant, session: textIn(body, 'sessionId') ?? participant ?? conversation, at,
    media, isOutbound: media !== 'CALLBACK' && wordIn(body, 'direction') === 'OUTBOUND',
    queue: textIn(body, 'queueId'), agent: textIn(body, 'userId'), disconnect: wordIn(body, 'disconnectType'), body,
  });
}

/** CLIENT: on the participant's own screen. ENDPOINT: on their phone. PEER: somebody else. */
export function isOwnDoing(disconnect: string | undefined): boolean {
  return disconnect === 'CLIENT' || disconnect === 'ENDPOINT';
}

export function isFault(disconnect: string | undefined): boolean {
  return disconnect !== undefined && ['SYSTEM', 'ERROR', 'TIMEOUT', 'TRANSPORT_FAILURE', 'SPAM', 'UNCALLABLE'].includes(disconnect);
}

export function isTransfer(disconnect: string | undefined): boolean {
  return disconnect?.endsWith('TRANSFER') ?? false;
}

/** How an agent's part ended, seen from the agent. */
export function leftBy(disconnect: string | undefined): AgentLeftBy | undefined {
  if (isOwnDoing(disconnect)) return 'agent';
  if (isTransfer(disconnect)) return 'transfer';
  if (isFault(disconnect)) return 'system';
  return disconnect === 'PEER' ? 'customer' : undefined;
}
