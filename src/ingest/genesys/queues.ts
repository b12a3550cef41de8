import type { QueueLeftReason } from '../../domain/event.js';
import { SECOND } from '../../domain/time.js';
import { fact, known } from '../fact.js';
import type { DataOf, Fact } from '../fact.js';
import { millisIn, textIn, wordIn } from './fields.js';
import { isFault, isOwnDoing } from './told.js';
import type { Told } from './told.js';

/** One stay in one queue is one session of the queue's own participant. */
export function entered({ session, participant: leg, queue }: Told): Fact[] {
  return queue === undefined ? [] : [fact('queue.entered', `${session}:queued`, known<DataOf<'queue.entered'>>({ leg, visit: session, queue }))];
}

/** Who answered. That agent's own events say only when the phone began to ring and when the talk was over. */
export function answered({ session, queue, isOutbound, body }: Told, reason: QueueLeftReason): Fact[] {
  const agent = textIn(body, 'answeredUserId');
  if (reason !== 'answered' || agent === undefined || isOutbound) return [];
  return [fact('agent.connected', `${session}:connected`, known<DataOf<'agent.connected'>>({ agent, queue, visit: session }))];
}

/** Genesys calls it an abandon too when the system hangs up on who waits: that is none of the caller's. */
export function whyLeft({ disconnect, body }: Told): QueueLeftReason {
  const outcome = wordIn(body, 'acdOutcome');
  if (outcome === 'ANSWERED' || textIn(body, 'answeredUserId') !== undefined) return 'answered';
  if (outcome === 'ABANDON') return isFault(disconnect) ? 'unavailable' : 'abandoned';
  if (outcome === 'FLOW_OUT') return 'overflow';
  if (isFault(disconnect)) return 'unavailable';
  return isOwnDoing(disconnect) || disconnect === 'PEER' ? 'abandoned' : 'overflow';
}

export function voicemailIn({ session, queue, body }: Told): Fact[] {
  const spoken = millisIn(body, 'voicemailDurationMs');
  // Who hung up at the beep has left nothing.
  if (spoken === 0) return [];
  return [fact('voicemail.left', `${session}:voicemail`, known<DataOf<'voicemail.left'>>({ queue, seconds: spoken === undefined ? undefined : Math.round(spoken / SECOND) }))];
}
