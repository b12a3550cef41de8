import type { Mark } from './mark.js';
import type { Instant, Millis } from './time.js';

/**
 * One fact that a phone platform, an IVR, an agent's desk or Earshot itself reports.
 * `source` + `id` identify it: the same pair again is the same event.
 * `subject` is the contact's id; for `agent.*` the agent's, for `source.*` the source's.
 * This list is public: integrators post exactly this, as CloudEvents 1.0. Unknown types and fields are kept.
 */
export interface EventOf<Type extends string, Data> {
  readonly id: string;
  readonly source: string;
  readonly type: Type;
  readonly time: Instant;
  readonly subject: string;
  /** Breaks ties between events of one instant; absent counts as 0. Files set it to the line. */
  readonly sequence?: number;
  /** Nobody says when it happened: `time` is when its post was signed or came. Of such an event the first that came holds, because a retry is signed anew. */
  readonly undated?: true;
  readonly data: Data & Parts;
}

/** Any contact event may say which part of the contact it is about; where a source gives none, the fold derives them. */
export interface Parts {
  readonly leg?: string;
  /** One stay in one queue. */
  readonly visit?: string;
  /** One agent's part. */
  readonly segment?: string;
  readonly party?: string;
}

export type Channel = 'voice' | 'chat' | 'email' | (string & {});
export type Direction = 'inbound' | 'outbound' | 'callback' | 'internal';
export type OutcomeResult = 'success' | 'failure' | 'closed';
export type QueueLeftReason =
  | 'answered' | 'abandoned' | 'timeout' | 'empty' | 'full' | 'unavailable' | 'closed'
  | 'exit-key' | 'voicemail' | 'callback' | 'overflow' | 'transferred' | 'withdrawn';
export type OfferEndReason = 'answered' | 'timeout' | 'rejected' | 'busy' | 'unreachable' | 'cancelled' | 'elsewhere';
export type AgentLeftBy = 'agent' | 'customer' | 'transfer' | 'system';
export type EndedBy = 'customer' | 'agent' | 'system' | 'inferred';
export type Resolved = 'yes' | 'partly' | 'no';
export type AgentState =
  | 'available' | 'ringing' | 'on-contact' | 'outbound' | 'wrap-up' | 'not-responding' | 'away' | 'offline';
export type CallResult = 'answered' | 'busy' | 'no-answer' | 'machine';
export type TransferKind = 'blind' | 'consult';
export type PartyRole = 'agent' | 'supervisor' | 'consulted' | 'external';
export type NodePurpose = 'route' | 'in-queue' | 'survey';

export interface MenuOption {
  readonly key: string;
  readonly label?: string;
  readonly node?: string;
}

interface Transfer {
  readonly kind?: TransferKind;
  readonly toQueue?: string;
  readonly toAgent?: string;
  readonly toNumber?: string;
  readonly toMenu?: string;
  /** The agent who passed the contact on. */
  readonly from?: string;
}

interface Held {
  readonly agent?: string;
}

interface Callback {
  readonly callback?: string;
  readonly due?: Instant;
  readonly agent?: string;
  /** Where to call. The intake replaces it by a keyed hash. */
  readonly number?: string;
}

interface Survey {
  readonly survey?: string;
  readonly programme?: string;
  readonly channel?: 'sms' | 'ivr' | 'agent' | (string & {});
  readonly question?: string;
  readonly value?: string | number;
}

/** What each event type carries, all optional but what the type cannot do without. */
export interface EventData {
  'contact.started': {
    readonly channel?: Channel;
    readonly direction?: Direction;
    /** The caller's number. The intake replaces it by a keyed hash: no raw number is ever stored in the log. */
    readonly from?: string;
    /** The number called: the entry number of an inbound contact. */
    readonly to?: string;
    readonly customer?: string;
    /** Earshot's own: the hash of the customer's number under the key before this one. A sender's is taken out. */
    readonly formerly?: string;
    readonly previousContact?: string;
  };
  'contact.linked': { readonly contact: string; readonly relation: 'consult' | 'callback' | 'transfer' | 'conference' };
  'customer.identified': { readonly customer: string };
  'contact.reason': { readonly reason: string; readonly offer?: string };
  'ivr.node.entered': {
    readonly node: string;
    readonly menu?: string;
    readonly level?: number;
    readonly options?: readonly MenuOption[];
    readonly flow?: string;
    readonly flowVersion?: string;
    /** The key that reaches a person here, where there is one. */
    readonly human?: string;
    readonly purpose?: NodePurpose;
  };
  'ivr.input': {
    readonly node?: string;
    readonly kind: 'key' | 'slot' | 'speech';
    /** One menu key only (0–9, *, #): what a caller types into a slot is never kept. */
    readonly key?: string;
    readonly slot?: string;
    readonly length?: number;
  };
  'ivr.no-input': { readonly node?: string };
  'ivr.no-match': { readonly node?: string };
  'ivr.node.left': { readonly node?: string };
  'ivr.outcome': { readonly name: string; readonly result: OutcomeResult };
  'queue.entered': {
    readonly queue: string;
    readonly position?: number;
    readonly priority?: number;
    readonly resumed?: boolean;
    readonly originalEnteredAt?: Instant;
  };
  'queue.left': {
    readonly queue?: string;
    readonly reason: QueueLeftReason;
    readonly toQueue?: string;
    readonly key?: string;
    readonly waitMs?: Millis;
  };
  'estimate.announced': { readonly seconds: number };
  'agent.offered': { readonly agent: string; readonly queue?: string; readonly queues?: readonly string[] };
  'agent.offer.ended': { readonly agent: string; readonly reason: OfferEndReason };
  'agent.connected': { readonly agent: string; readonly queue?: string; readonly purpose?: string };
  'hold.started': Held;
  'hold.ended': Held;
  'park.started': Held;
  'park.ended': Held;
  'transfer.started': Transfer;
  'transfer.completed': Transfer;
  'transfer.failed': Transfer;
  'party.joined': { readonly role: PartyRole; readonly mode?: 'talk' | 'listen' | 'whisper' | 'barge' };
  'party.left': { readonly role: PartyRole };
  'agent.left': { readonly agent: string; readonly by?: AgentLeftBy };
  'wrapup.started': { readonly agent?: string };
  'wrapup.ended': {
    readonly agent?: string;
    readonly disposition?: string;
    readonly reason?: string;
    readonly resolved?: Resolved;
  };
  'closing.asked': { readonly agent?: string };
  /** From a transcriber, when a silence is over: nobody spoke for so long before. */
  'speech.silence': { readonly seconds: number; readonly agent?: string };
  /** From a transcriber: how someone sounds, -1 (angry) to 1 (pleased), over what was just said; `of` absent: the customer. */
  'speech.sentiment': { readonly score: number; readonly of?: 'customer' | 'agent'; readonly agent?: string };
  'voicemail.left': { readonly queue?: string; readonly seconds?: number };
  'outbound.dialed': { readonly to?: string };
  'outbound.result': { readonly result: CallResult };
  'message.received': Record<never, never>;
  'message.sent': Record<never, never>;
  'prompt.shown': {
    readonly prompt?: string;
    readonly agent?: string;
    /** The reason that is offered, and others to choose from. */
    readonly reason?: string;
    readonly reasons?: readonly string[];
  };
  'prompt.answered': {
    readonly prompt?: string;
    readonly agent?: string;
    readonly answers?: Readonly<Record<string, string>>;
    /** Who sent it on the agent's behalf. */
    readonly by?: string;
  };
  'prompt.expired': { readonly prompt?: string; readonly agent?: string };
  'promise.made': { readonly promise?: string; readonly what?: string; readonly due?: Instant; readonly agent?: string };
  'promise.fulfilled': { readonly promise?: string; readonly agent?: string };
  'callback.offered': Callback;
  'callback.requested': Callback;
  /** Someone is about to call: nobody else needs to. It lasts until one of the following. */
  'callback.claimed': Callback;
  /** No longer about to, and the customer was not called: why. */
  'callback.released': Callback & { readonly reason?: string };
  /** Called. What came of it, where it is known. */
  'callback.attempted': Callback & { readonly result?: CallResult };
  'callback.reached': Callback;
  'callback.cancelled': Callback;
  'survey.sent': Survey;
  'survey.delivered': Survey;
  'survey.answered': Survey;
  'survey.expired': Survey;
  /** The customer wants no more messages. */
  'survey.stopped': Survey;
  /** What someone says of a flag on this contact: see mark.ts. */
  /** `did`: what was done about it, in someone's own words. */
  'flag.marked': { readonly rule: string; readonly mark: Mark; readonly by: string; readonly did?: string };
  'feedback.received': { readonly channel?: string; readonly topic?: string; readonly customer?: string };
  'contact.ended': { readonly by?: EndedBy; readonly cause?: string };
  'agent.state': {
    readonly state: AgentState;
    readonly reason?: string;
    /** A pause in this queue only. */
    readonly queue?: string;
    readonly channel?: Channel;
    readonly capacity?: number;
    readonly load?: number;
  };
  'agent.signed-in': { readonly queues?: readonly string[]; readonly team?: string };
  'agent.signed-out': { readonly queues?: readonly string[] };
  'hours.changed': { readonly from?: Instant; readonly to?: Instant };
  'source.heartbeat': { readonly from?: Instant; readonly to?: Instant };
  'source.gap': { readonly from?: Instant; readonly to?: Instant };
}

export type EventType = keyof EventData;
export type KnownEvent = { [T in EventType]: EventOf<T, EventData[T]> }[EventType];

/** An event whose type we keep, count and show, but do not read. */
export interface OtherEvent extends EventOf<'other', Readonly<Record<string, unknown>>> {
  /** The type as it was sent. */
  readonly sentType: string;
}

/** What stands in the log. */
export type EarshotEvent = KnownEvent | OtherEvent;

export function isAgentEvent(event: EarshotEvent): boolean {
  return event.type === 'agent.state' || event.type === 'agent.signed-in' || event.type === 'agent.signed-out';
}

export function isSourceEvent(event: EarshotEvent): boolean {
  return event.type === 'hours.changed' || event.type === 'source.heartbeat' || event.type === 'source.gap';
}
