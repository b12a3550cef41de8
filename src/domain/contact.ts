import type {
  AgentLeftBy, CallResult, Channel, Direction, EndedBy, NodePurpose, OfferEndReason, OutcomeResult, QueueLeftReason, Resolved, TransferKind,
} from './event.js';
import type { Feedback } from './feedback.js';
import type { FlagMark } from './mark.js';
import type { Promised } from './promise.js';
import type { Blocker, Prompt } from './prompt.js';
import type { Surveyed } from './surveyed.js';
import type { Instant, Millis } from './time.js';

/** One interaction from start to finish: what the fold of its events knows. */
export interface Contact {
  readonly id: string;
  readonly channel: Channel;
  readonly direction: Direction;
  /** The number called. */
  readonly entry?: string;
  /** A keyed hash of the caller's number, or the platform's own id of the customer; absent for anonymous callers. */
  readonly customer?: string;
  /** A keyed hash of the number that it is from, or to where we call, whoever the customer turns out to be. */
  readonly number?: string;
  /** The same number's hash under the key before, while both are written. */
  readonly formerly?: string;
  readonly startedAt: Instant;
  readonly endedAt?: Instant;
  readonly endedBy?: EndedBy;
  readonly endCause?: string;
  /** Nothing was heard for longer than any plausible contact: we closed it ourselves. */
  readonly lostSight: boolean;
  /** The newest event's time. */
  readonly lastAt: Instant;
  readonly menu: readonly NodeVisit[];
  readonly visits: readonly QueueVisit[];
  readonly offers: readonly Offer[];
  readonly segments: readonly AgentSegment[];
  readonly outcomes: readonly Outcome[];
  readonly failedTransfers: number;
  /** As stated by the source or the desk. */
  readonly reason?: string;
  /** The code of the offer that the reason is about. */
  readonly offer?: string;
  readonly resolved?: Resolved;
  /** Whose word that is, and when it was said. */
  readonly resolvedBy?: { readonly agent?: string; readonly at: Instant };
  /** What kept the agent from solving it. */
  readonly blocked?: Blocker;
  readonly closingAskedAt?: Instant;
  /** When the caller was first told how long it may take. */
  readonly estimatedAt?: Instant;
  /** What agents were asked at the end, and what customers were promised. */
  readonly prompts: readonly Prompt[];
  readonly promises: readonly Promised[];
  /** What supervisors said of its flags. */
  readonly marks: readonly FlagMark[];
  /** What the customer was asked afterwards, and answered. */
  readonly surveys: readonly Surveyed[];
  /** What the customer said of it elsewhere. */
  readonly feedback: readonly Feedback[];
  readonly callback?: Callback;
  /** For a call that we make: that the customer was dialled, and what came of it. */
  readonly dialled?: { readonly at: Instant; readonly result?: CallResult };
  /** What a transcriber tells: silences, each at its end, and how the customer sounded. */
  readonly silences: readonly Silence[];
  readonly moods: readonly Mood[];
  readonly links: readonly { readonly contact: string; readonly relation: string }[];
}

/** One stay at one menu node; a re-prompt after silence or a wrong key belongs to the same visit. */
export interface NodeVisit {
  readonly node: string;
  readonly menu?: string;
  readonly flow?: string;
  readonly flowVersion?: string;
  readonly level?: number;
  readonly purpose: NodePurpose;
  /** The key that reaches a person here. */
  readonly human?: string;
  readonly keys?: readonly string[];
  readonly enteredAt: Instant;
  readonly leftAt?: Instant;
  readonly inputs: readonly Input[];
  readonly noInput: number;
  readonly noMatch: number;
  /** When nothing was heard or understood, one by one. */
  readonly failures: readonly Failure[];
  /** An agent had been on the contact before: no menu flags from here. */
  readonly afterAgent: boolean;
}

export interface Failure {
  readonly at: Instant;
  readonly kind: 'no-input' | 'no-match';
}

export interface Input {
  readonly at: Instant;
  readonly kind: 'key' | 'slot' | 'speech';
  readonly key?: string;
  readonly slot?: string;
  /** Heard of after the caller had left the node. */
  readonly late?: true;
}

export interface Outcome {
  readonly at: Instant;
  readonly name: string;
  readonly result: OutcomeResult;
}

/** One stay in one queue. */
export interface QueueVisit {
  readonly id: string;
  readonly queue: string;
  readonly enteredAt: Instant;
  readonly leftAt?: Instant;
  /** Absent while waiting, and where the contact was lost sight of. */
  readonly reason?: QueueLeftReason;
  /** The wait in this queue, as the source measured it or from our two instants, never negative. */
  readonly waitMs?: Millis;
  readonly agent?: string;
  /** An agent connection without a stay in the queue. */
  readonly direct: boolean;
  /** The contact had been answered, or had left a queue, before. */
  readonly transferredIn: boolean;
}

export interface Offer {
  readonly agent: string;
  readonly queue?: string;
  readonly at: Instant;
  readonly endedAt?: Instant;
  readonly reason?: OfferEndReason;
  /** Its end was told after that of the contact. */
  readonly late?: true;
}

/** One agent's part in the contact. */
export interface AgentSegment {
  readonly id: string;
  readonly agent: string;
  readonly queue?: string;
  readonly connectedAt: Instant;
  readonly leftAt?: Instant;
  readonly by?: AgentLeftBy;
  readonly holds: readonly Hold[];
  readonly transfer?: Transfer;
  readonly wrapUpStartedAt?: Instant;
  readonly wrapUpEndedAt?: Instant;
  readonly disposition?: string;
  readonly resolved?: Resolved;
}

export interface Hold {
  readonly from: Instant;
  readonly to?: Instant;
}

export interface Transfer {
  readonly at: Instant;
  readonly kind?: TransferKind;
  readonly toQueue?: string;
  readonly toAgent?: string;
  /** Out of the queues: to a number outside, or back into a menu. */
  readonly outside: boolean;
}

export interface Silence {
  readonly at: Instant;
  readonly lasted: Millis;
}

export interface Mood {
  readonly at: Instant;
  /** -1 (angry) to 1 (pleased). */
  readonly score: number;
}

export interface Callback {
  readonly requestedAt?: Instant;
  readonly due?: Instant;
  /** A keyed hash of the number to call, where it was named. */
  readonly number?: string;
  readonly attempts: number;
  /** When it was tried, as far as that is known. */
  readonly triedAt: readonly Instant[];
  readonly lastAttemptBy?: string;
  readonly lastAttemptAt?: Instant;
  readonly lastResult?: CallResult;
  readonly reachedAt?: Instant;
  readonly cancelledAt?: Instant;
  /** Someone is about to call. */
  readonly claim?: { readonly at: Instant; readonly by?: string };
  /** The last call that did not come about: the customer was not called. */
  readonly released?: { readonly at: Instant; readonly reason?: string };
}

export type Stage = 'menu' | 'queue' | 'ringing' | 'agent' | 'hold' | 'wrap-up' | 'between' | 'ended';

export interface Standing {
  readonly stage: Stage;
  /** The node, queue or agent it is at. */
  readonly place?: string;
  readonly since: Instant;
}

/** Where the contact is now. */
export function standingOf(contact: Contact): Standing {
  const wrap = contact.segments.find((segment) => isWrappingUp(segment));
  if (contact.endedAt !== undefined) {
    return wrap?.wrapUpStartedAt === undefined
      ? { stage: 'ended', since: contact.endedAt }
      : { stage: 'wrap-up', place: wrap.agent, since: wrap.wrapUpStartedAt };
  }
  const segment = contact.segments.findLast((each) => each.leftAt === undefined);
  if (segment) {
    const hold = segment.holds.findLast((each) => each.to === undefined);
    return hold
      ? { stage: 'hold', place: segment.agent, since: hold.from }
      : { stage: 'agent', place: segment.agent, since: segment.connectedAt };
  }
  const visit = contact.visits.findLast((each) => each.leftAt === undefined);
  if (visit) {
    const offer = contact.offers.findLast((each) => each.endedAt === undefined);
    return offer
      ? { stage: 'ringing', place: visit.queue, since: visit.enteredAt }
      : { stage: 'queue', place: visit.queue, since: visit.enteredAt };
  }
  const node = contact.menu.findLast((each) => each.leftAt === undefined);
  if (node) return { stage: 'menu', place: node.node, since: node.enteredAt };
  return { stage: 'between', since: contact.lastAt };
}

/**
 * The stay that says how waiting ended: the one left last. A place that was given up or moved on while the contact stood in
 * another queue too is no outcome: the other is.
 */
export function lastVisitOf(contact: Contact): QueueVisit | undefined {
  const left = (visit: QueueVisit): Instant => visit.leftAt ?? Infinity;
  const isBeside = (visit: QueueVisit): boolean => (visit.reason === 'withdrawn' || visit.reason === 'overflow' || visit.reason === 'transferred')
    && contact.visits.some((other) => other !== visit && other.enteredAt < left(visit) && left(other) > visit.enteredAt);
  const ways = contact.visits.filter((visit) => !isBeside(visit));
  return (ways.length > 0 ? ways : contact.visits).reduce<QueueVisit | undefined>((last, visit) => (last === undefined || left(visit) >= left(last) ? visit : last), undefined);
}

/** Whose work it was: the queue that had the contact last. */
export function lastQueueOf(contact: Contact): string | undefined {
  return contact.segments.at(-1)?.queue ?? lastVisitOf(contact)?.queue;
}

export function isWaiting(visit: QueueVisit): boolean {
  return visit.leftAt === undefined;
}

export function isWrappingUp(segment: AgentSegment): boolean {
  return segment.wrapUpStartedAt !== undefined && segment.wrapUpEndedAt === undefined;
}

export function transfersOf(contact: Contact): readonly AgentSegment[] {
  return contact.segments.filter((segment) => segment.transfer !== undefined || segment.by === 'transfer');
}

/** Stated, else the last menu choice, else the queue (METRICS.md, resolution). */
export function reasonOf(contact: Contact): string | undefined {
  return contact.reason
    ?? contact.menu.findLast((node) => node.purpose === 'route' && !node.afterAgent)?.node
    ?? contact.visits[0]?.queue;
}

export function holdMsOf(segment: AgentSegment, now: Instant): Millis {
  return segment.holds.reduce((sum, hold) => sum + Math.max(0, (hold.to ?? now) - hold.from), 0);
}

/** Talk excludes hold (METRICS.md, AHT). */
export function talkMsOf(segment: AgentSegment, now: Instant): Millis {
  return Math.max(0, (segment.leftAt ?? now) - segment.connectedAt - holdMsOf(segment, now));
}
