import type { AgentState } from '../../domain/event.js';
import type { Instant } from '../../domain/time.js';
import { fact, known, type Fact } from '../fact.js';

/** What the manager interface and queue_log both say about an agent, named by the second in which it happened. */
interface Change {
  readonly agent: string;
  readonly at: Instant;
}

export function pausedInQueue(change: Change, queue: string, reason: string | undefined): Fact {
  return state(change, `${change.agent}:${queue}:paused:${second(change.at)}`, { state: pauseState(reason), reason, queue });
}

export function unpausedInQueue(change: Change, queue: string): Fact {
  return state(change, `${change.agent}:${queue}:unpaused:${second(change.at)}`, { state: 'available', reason: undefined, queue });
}

export function pausedEverywhere(change: Change, reason: string | undefined): Fact {
  return state(change, `${change.agent}:paused:${second(change.at)}`, { state: pauseState(reason), reason, queue: undefined });
}

export function unpausedEverywhere(change: Change, nowIn: AgentState = 'available'): Fact {
  return state(change, `${change.agent}:unpaused:${second(change.at)}`, { state: nowIn, reason: undefined, queue: undefined });
}

/** `phone` is the member's interface, because queue_log may name only that. */
export function signedIn(change: Change, queue: string, phone: string): Fact {
  return fact('agent.signed-in', `${phone}:${queue}:signed-in:${second(change.at)}`, { queues: [queue] }, { subject: change.agent, time: change.at });
}

/** Signed out of these queues, not of all. */
export function signedOut(change: Change, queue: string, phone: string): Fact {
  return fact('agent.signed-out', `${phone}:${queue}:signed-out:${second(change.at)}`, { queues: [queue] }, { subject: change.agent, time: change.at });
}

/** Asterisk itself pauses a member who lets calls ring (`autopause`). */
function pauseState(reason: string | undefined): AgentState {
  return reason === 'Auto-Pause' ? 'not-responding' : 'away';
}

function state(change: Change, id: string, data: { state: AgentState; reason: string | undefined; queue: string | undefined }): Fact {
  return fact('agent.state', id, known(data), { subject: change.agent, time: change.at });
}

function second(at: Instant): number {
  return Math.floor(at / 1_000);
}
