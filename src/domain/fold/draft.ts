import type { EarshotEvent, EventData, EventOf, EventType } from '../event.js';
import { FEEDBACK_CHANNEL } from '../feedback.js';
import type { Instant } from '../time.js';
import type { AgentSegment, Callback, Contact, Hold, NodeVisit, Offer, QueueVisit } from '../contact.js';

/** The contact while it is being folded: the fold changes its own copy, everyone else sees it readonly. */
export type Draft = Mutable<Omit<Contact, 'menu' | 'visits' | 'offers' | 'segments' | 'outcomes' | 'links' | 'callback'>> & {
  menu: NodeDraft[];
  visits: VisitDraft[];
  offers: Mutable<Offer>[];
  segments: SegmentDraft[];
  outcomes: Contact['outcomes'][number][];
  links: Contact['links'][number][];
  callback?: Mutable<Callback> | undefined;
};

/** What is not known is there as `undefined`. */
export type Mutable<T> = { -readonly [K in keyof T]: Record<never, never> extends Pick<T, K> ? T[K] | undefined : T[K] };
export type NodeDraft = Mutable<Omit<NodeVisit, 'inputs'>> & { inputs: NodeVisit['inputs'][number][]; reprompt: boolean | undefined };
/** `assumed`: the way it ended was inferred from the contact's end and gives way to the source's own word. */
export type VisitDraft = Mutable<QueueVisit> & { assumed: true | undefined };
export type SegmentDraft = Mutable<Omit<AgentSegment, 'holds'>> & { holds: Mutable<Hold>[]; assumed: true | undefined };

export type Apply<T extends EventType> = (draft: Draft, event: EventOf<T, EventData[T]>) => void;
export type Appliers = { readonly [T in EventType]?: Apply<T> };

/** Most contacts have no prompt, no promise, no survey, no feedback and no transcript: these lists are never changed in place. */
export const none: readonly never[] = [];

/**
 * All fields from the start, here and in whatever the fold adds: objects that gain fields in the order of events have hundreds
 * of shapes, and each reader of them pays for that.
 */
export function emptyDraft(first: EarshotEvent): Draft {
  const isFeedback = first.type === 'feedback.received';
  return {
    id: first.subject,
    channel: isFeedback ? FEEDBACK_CHANNEL : 'voice',
    direction: isFeedback ? 'internal' : 'inbound',
    entry: undefined,
    customer: undefined,
    number: undefined,
    formerly: undefined,
    startedAt: first.time,
    endedAt: undefined,
    endedBy: undefined,
    endCause: undefined,
    lostSight: false,
    lastAt: first.time,
    menu: [],
    visits: [],
    offers: [],
    segments: [],
    outcomes: [],
    failedTransfers: 0,
    reason: undefined,
    offer: undefined,
    resolved: undefined,
    resolvedBy: undefined,
    blocked: undefined,
    closingAskedAt: undefined,
    estimatedAt: undefined,
    prompts: none,
    marks: none,
    promises: none,
    surveys: none,
    feedback: none,
    callback: undefined,
    dialled: undefined,
    silences: none,
    moods: none,
    links: [],
  };
}

export function emptyVisit(id: string, queue: string, enteredAt: Instant, transferredIn: boolean): VisitDraft {
  return { id, queue, enteredAt, leftAt: undefined, reason: undefined, waitMs: undefined, agent: undefined, direct: false, transferredIn, assumed: undefined };
}
