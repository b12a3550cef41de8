import type { QueueLeftReason, TransferKind } from '../../domain/event.js';
import type { Instant } from '../../domain/time.js';
import { fact, known, type Fact } from '../fact.js';
import { own } from '../own.js';
import type { Call, Passing, Stay, Visit } from './call.js';
import { field, type EslEvent } from './esl-event.js';

/**
 * The facts that more than one event tells: as it happens, from the listing after a lost connection, and from the
 * variables of a channel at its end. Each is named in here and nowhere else, so that all ways give it the same id.
 */
export function stay(leg: string, member: string, queue: string): Stay {
  return { visit: `${leg}:${member}`, leg, queue };
}

/** The stay that an event of mod_callcenter is about: known, or seen for the first time. */
export function visitIn(call: Call, event: EslEvent): Visit | undefined {
  const member = field(event, 'CC-Member-UUID');
  const queue = field(event, 'CC-Queue');
  if (member === undefined || queue === undefined) return undefined;
  const fresh = stay(call.id, member, queue);
  return call.visits.find(({ visit }) => visit === fresh.visit) ?? { ...fresh, ordinal: 1 };
}

/** True where the beginning of the stay was told. */
export function isMet({ visits, told }: Call, { visit }: Stay): boolean {
  return told.has(visit) || visits.some((each) => each.visit === visit);
}

export function contactStarted(contact: string, data: { readonly from?: string | undefined; readonly to?: string | undefined }, time: Instant | undefined): Fact {
  const from = data.from === undefined || isHidden(data.from) ? undefined : data.from;
  return fact('contact.started', `${contact}:started`, known({ channel: 'voice', direction: 'inbound', from, to: data.to }), at(time));
}

/** What stands for the number of a caller who withholds it. */
function isHidden(number: string): boolean {
  return /^(unknown|anonymous|restricted|private|unavailable|withheld|0+)$/i.test(number);
}

export function entered(where: Visit, time?: Instant): Fact {
  const resumed = where.ordinal > 1 || undefined;
  return fact('queue.entered', `${where.visit}:entered${nth(where)}`, known({ ...part(where), queue: where.queue, resumed }), at(time));
}

export function left(where: Visit, reason: QueueLeftReason, key?: string, time?: Instant): Fact {
  return fact('queue.left', `${where.visit}:left${nth(where)}`, known({ ...part(where), queue: where.queue, reason, key }), at(time));
}

export function connected(where: Stay, agent: string, time?: Instant): Fact {
  return fact('agent.connected', `${where.visit}:connected`, { ...part(where), segment: segmentOf(where), agent, queue: where.queue }, at(time));
}

export function transferStarted({ segment, kind }: Passing, toNumber: string | undefined): Fact {
  return fact('transfer.started', `${segment}:transfer:started`, known({ segment, kind, toNumber }));
}

/** A transfer is completed when somebody answers the caller again. */
export function transferCompleted({ segment, kind }: Passing, to: { readonly toQueue?: string; readonly toAgent: string }): Fact {
  return fact('transfer.completed', `${segment}:transfer:completed`, known<{ segment: string; kind: TransferKind; toQueue?: string; toAgent: string }>({ segment, kind, ...to }));
}

export function segmentOf(where: Stay): string {
  return `${where.visit}:agent`;
}

const REASONS: Readonly<Record<string, QueueLeftReason>> = { TIMEOUT: 'timeout', NO_AGENT_TIMEOUT: 'empty', EXIT_WITH_KEY: 'exit-key' };

/** BREAK_OUT is said of everyone whose waiting was broken off: only who hung up gave up, the others were taken out of the queue. */
export function whyCancelled(reason: string | undefined, hungUp: boolean): QueueLeftReason {
  return own(REASONS, reason ?? '') ?? (hungUp ? 'abandoned' : 'transferred');
}

function part(where: Stay): { leg: string; visit: string } {
  return { leg: where.leg, visit: where.visit };
}

function nth({ ordinal }: Visit): string {
  return ordinal > 1 ? `:${ordinal}` : '';
}

function at(time: Instant | undefined): { time?: Instant } {
  return time === undefined ? {} : { time };
}
