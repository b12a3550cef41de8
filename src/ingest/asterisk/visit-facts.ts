import type { AgentLeftBy, OfferEndReason, QueueLeftReason, TransferKind } from '../../domain/event.js';
import type { Instant, Millis } from '../../domain/time.js';
import { fact, known, type Fact } from '../fact.js';

/**
 * The facts that both the manager interface and queue_log report. Each is named in here and nowhere else,
 * so that the two ways give it the same id and importing a queue_log over a recorded day doubles nothing.
 */
export interface Stay {
  /** `<uniqueid>:<queue>:<n>`: the caller's n-th stay in that queue. */
  readonly visit: string;
  readonly leg: string;
  readonly queue: string;
}

export function stay(leg: string, queue: string, ordinal: number): Stay {
  return { visit: `${leg}:${queue}:${ordinal}`, leg, queue };
}

export function contactStarted(contact: string, data: { from?: string | undefined; to?: string | undefined }, time?: Instant): Fact {
  const from = data.from === undefined || isHidden(data.from) ? undefined : data.from;
  return fact('contact.started', `${contact}:started`, known({ channel: 'voice', direction: 'inbound', from, to: data.to }), at(time));
}

/** What phones send instead of a number when the caller withholds it. */
export function isHidden(number: string): boolean {
  return /^(<?unknown>?|anonymous|restricted|private|unavailable|withheld|asterisk|s)$/i.test(number);
}

export function entered(where: Stay, position: number | undefined, time?: Instant): Fact {
  return fact('queue.entered', `${where.visit}:entered`, known({ ...part(where), queue: where.queue, position }), at(time));
}

export function left(where: Stay, reason: QueueLeftReason, rest: { key?: string | undefined; waitMs?: Millis | undefined }, time?: Instant): Fact {
  const key = rest.key !== undefined && /^[0-9*#]$/.test(rest.key) ? rest.key : undefined;
  return fact('queue.left', `${where.visit}:left`, known({ ...part(where), queue: where.queue, reason, key, waitMs: rest.waitMs }), at(time));
}

export function offered(where: Stay, agent: string, ordinal: number, time?: Instant): Fact {
  return fact('agent.offered', `${where.visit}:${agent}:offered:${ordinal}`, { ...part(where), agent, queue: where.queue }, at(time));
}

/** `ordinal` counts the offers to this agent in this stay that ended the same way. */
export function offerEnded(where: Stay, agent: string, reason: OfferEndReason, ordinal: number, time?: Instant): Fact {
  return fact('agent.offer.ended', `${where.visit}:${agent}:${wayOf(reason)}:${ordinal}`, { ...part(where), agent, reason }, at(time));
}

/** queue_log says RINGNOANSWER for all three, so all three share one name. */
export function wayOf(reason: OfferEndReason): string {
  return reason === 'timeout' || reason === 'busy' || reason === 'unreachable' ? 'unanswered' : reason;
}

export function connected(where: Stay, agent: string, time?: Instant): readonly Fact[] {
  return [
    fact('agent.connected', `${where.visit}:connected`, { ...part(where), segment: segmentOf(where), agent, queue: where.queue }, at(time)),
    fact('agent.state', `${where.visit}:on-contact`, { state: 'on-contact' }, { ...at(time), subject: agent }),
  ];
}

/** Asterisk knows no wrap-up: an agent whose call ends is free, unless paused meanwhile. */
export function agentLeft(where: Stay, agent: string, by: AgentLeftBy | undefined, paused: string | undefined, time?: Instant): readonly Fact[] {
  const after = paused === undefined ? { state: 'available' as const } : known<{ state: 'away'; reason?: string }>({ state: 'away', reason: paused || undefined });
  return [
    fact('agent.left', `${where.visit}:agent-left`, known({ ...part(where), segment: segmentOf(where), agent, by }), at(time)),
    fact('agent.state', `${where.visit}:after-contact`, after, { ...at(time), subject: agent }),
  ];
}

export interface Passing {
  /** The segment that passes the caller on. */
  readonly segment: string;
  readonly kind: TransferKind;
}

export function transferStarted(passing: Passing, toNumber: string | undefined): Fact {
  return fact('transfer.started', `${passing.segment}:transfer:started`, known({ segment: passing.segment, kind: passing.kind, toNumber }));
}

/** A blind transfer is completed when somebody answers the caller again. */
export function transferCompleted(passing: Passing, to: { toQueue?: string | undefined; toAgent?: string | undefined; toNumber?: string | undefined }): Fact {
  return fact('transfer.completed', `${passing.segment}:transfer:completed`, known({ segment: passing.segment, kind: passing.kind, ...to }));
}

export function segmentOf(where: Stay): string {
  return `${where.visit}:agent`;
}

function part(where: Stay): { leg: string; visit: string } {
  return { leg: where.leg, visit: where.visit };
}

function at(time: Instant | undefined): { time?: Instant } {
  return time === undefined ? {} : { time };
}
