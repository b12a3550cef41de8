import type { Instant } from '../../domain/time.js';
import { instantIn } from './fields.js';
import type { Told } from './told.js';

/** What has to be remembered of a conversation to know whose contact an event is about. */
export interface Conversation {
  /** A customer, a flow or a queue had a part in it; without, two agents talk with each other. */
  readonly isKnown: boolean;
  /** Somebody called, wrote or was called; else it began as a call-back. */
  readonly hasCaller: boolean;
  readonly hasCallback: boolean;
  /** A call-back that was asked for. */
  readonly asked: Asked | undefined;
  /** What agents did before anything else of it was heard. */
  readonly held: readonly Told[];
}

export interface Asked {
  readonly session: string;
  readonly at: Instant;
  readonly due: Instant | undefined;
}

export const unheardOf: Conversation = { isKnown: false, hasCaller: false, hasCallback: false, asked: undefined, held: [] };

const MOST_HELD = 20;

export function heard(before: Conversation, told: Told): Conversation {
  const isCallback = told.media === 'CALLBACK';
  const hasCallback = before.hasCallback || isCallback;
  const isAgentsAlone = (told.kind.startsWith('user.') || told.kind === 'acw' || told.kind === 'contact') && told.queue === undefined && !isCallback;
  const isDial = hasCallback && told.isOutbound && told.media === 'VOICE';
  return {
    ...before, hasCallback, isKnown: before.isKnown || !isAgentsAlone,
    hasCaller: before.hasCaller || (!isCallback && !isDial && !isAgentsAlone),
    asked: isCallback && told.kind === 'customer.start' ? { session: told.session, at: told.at, due: instantIn(told.body, 'callbackScheduledTime') } : before.asked,
  };
}

export function holding(before: Conversation, told: Told): Conversation {
  const isHeld = before.held.some(({ kind, session, at }) => kind === told.kind && session === told.session && at === told.at);
  return isHeld ? before : { ...before, held: [...before.held, told].slice(-MOST_HELD) };
}

/** A call-back is a contact of its own: whoever asked for it is not on the line. So is what an agent dials for it. */
export function contactOf({ hasCallback }: Conversation, { conversation, media, isOutbound }: Told): string {
  return media === 'CALLBACK' || (hasCallback && isOutbound && media === 'VOICE') ? callbackOf(conversation) : conversation;
}

export const callbackOf = (conversation: string): string => `${conversation}:callback`;

/** Whether a contact stands behind the call-back. Where it was not heard how it came about, one does: most are asked for in a queue. */
export function isCallersToo({ hasCaller, asked }: Conversation): boolean {
  return hasCaller || asked === undefined;
}
