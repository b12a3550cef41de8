import type { EarshotEvent, EventData, EventOf, EventType } from '../event.js';
import type { AgentSegment, Callback, Contact, Hold, NodeVisit, Offer, QueueVisit } from '../contact.js';

/** The contact while it is being folded: the fold changes its own copy, everyone else sees it readonly. */
export type Draft = Mutable<Omit<Contact, 'menu' | 'visits' | 'offers' | 'segments' | 'outcomes' | 'links' | 'callback'>> & {
  menu: NodeDraft[];
  visits: VisitDraft[];
  offers: Mutable<Offer>[];
  segments: SegmentDraft[];
  outcomes: Contact['outcomes'][number][];
  links: Contact['links'][number][];
  callback?: Mutable<Callback>;
};

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type NodeDraft = Mutable<Omit<NodeVisit, 'inputs'>> & { inputs: NodeVisit['inputs'][number][]; reprompt?: boolean };
/** `assumed`: the way it ended was inferred from the contact's end and gives way to the source's own word. */
export type VisitDraft = Mutable<QueueVisit> & { assumed?: boolean };
export type SegmentDraft = Mutable<Omit<AgentSegment, 'holds'>> & { holds: Mutable<Hold>[]; assumed?: boolean };

export type Apply<T extends EventType> = (draft: Draft, event: EventOf<T, EventData[T]>) => void;
export type Appliers = { readonly [T in EventType]?: Apply<T> };

export function emptyDraft(first: EarshotEvent): Draft {
  return {
    id: first.subject,
    channel: 'voice',
    direction: 'inbound',
    startedAt: first.time,
    lastAt: first.time,
    menu: [],
    visits: [],
    offers: [],
    segments: [],
    outcomes: [],
    failedTransfers: 0,
    links: [],
  };
}
