import type { Direction, EndedBy, OfferEndReason } from '../../domain/event.js';
import type { Instant } from '../../domain/time.js';
import type { AmiBlock } from './ami-block.js';
import type { Step as StepOf } from '../step.js';
import type { Passing, Stay } from './visit-facts.js';

/** One channel of a call. */
export interface Leg {
  /** The phone or trunk behind it: `PJSIP/2001`. */
  readonly phone: string;
  /** The dialplan application that it is in, where Newexten events are let through. */
  readonly application?: string | undefined;
  /** The queue that the dialplan sends it to, where Newexten events are let through. */
  readonly queue?: string | undefined;
  /** What that application collects, where it collects digits. */
  readonly slot?: string | undefined;
}

export interface Offer {
  readonly leg: string;
  readonly agent: string;
  /** How the dialling ended, where that was said before the offer's end. */
  readonly endedBy?: OfferEndReason | undefined;
}

/** One stay in one queue that is not over. */
export interface Visit extends Stay {
  readonly enteredAt: Instant;
  readonly offers: readonly Offer[];
  /** How many offers each agent has had in here, in total and by the way they ended. */
  readonly counts: Readonly<Record<string, number>>;
  /** QueueCallerAbandon was seen, which says only that nobody answered. */
  readonly unserved?: boolean | undefined;
  readonly hungUp?: boolean | undefined;
  /** The caller is out of the queue; why, the next event tells. */
  readonly leftAt?: Instant | undefined;
}

/** One agent's part: from a queue, or dialled by the dialplan. */
export interface Segment {
  readonly id: string;
  readonly agent: string;
  /** The agent's channel. */
  readonly leg: string;
  /** Where the caller came to the agent from a queue. */
  readonly stay?: Stay | undefined;
  readonly holds: number;
  readonly onHold: boolean;
  /** Found when we started, in the middle: it may be on hold. */
  readonly isFound?: true | undefined;
  readonly leftAt?: Instant | undefined;
}

export interface Menu {
  readonly node: string;
  /** The menu that the caller sees is read out again after silence or a wrong key: no new visit. */
  readonly retrying: boolean;
  /** A key was taken: what follows is a new visit, even to the same node. */
  readonly turned: boolean;
  /** Said by the dialplan: what is typed in here is a slot. */
  readonly slot?: string | undefined;
}

/** Digits of which we do not know yet what they are. Only the first is remembered, and only while it is alone. */
export interface Typed {
  readonly kind: 'key' | 'slot';
  readonly first: string;
  readonly length: number;
  readonly slot?: string | undefined;
  readonly at: Instant;
  readonly id: string;
}

/** One contact as far as the manager interface has told it: bounded, forgotten when its last channel is gone. */
export interface Call {
  readonly id: string;
  readonly direction: Direction;
  readonly legs: ReadonlyMap<string, Leg>;
  /** The dialplan tells its menus by UserEvents, so none are inferred. */
  readonly told: boolean;
  readonly menu?: Menu | undefined;
  readonly typed?: Typed | undefined;
  /** How often each channel has joined each queue. */
  readonly joins: Readonly<Record<string, number>>;
  readonly visits: readonly Visit[];
  readonly segments: readonly Segment[];
  /** Phones that the dialplan rings, not a queue. */
  readonly ringing: readonly Offer[];
  readonly passing?: Passing | undefined;
  readonly hungUpBy?: EndedBy | undefined;
  readonly leftMessage?: boolean | undefined;
  readonly ended: boolean;
}

/** What happens to a call: the block, and who and when. */
export interface Moment {
  readonly block: AmiBlock;
  readonly at: Instant;
  readonly leg: string;
  /** `<uniqueid>:<microseconds>`: names what only this block tells. */
  readonly id: string;
  /** The agent behind a phone, by MemberName where a queue told it. */
  readonly agentAt: (phone: string) => string;
  /** The pause reason of an agent who takes no calls, '' for none given; undefined for one who does. */
  readonly pauseOf: (agent: string) => string | undefined;
}

export type Step = StepOf<Call>;

export type Happening = (call: Call, moment: Moment) => Step;

export function newCall(id: string, direction: Direction): Call {
  return { id, direction, legs: new Map(), told: false, joins: {}, visits: [], segments: [], ringing: [], ended: false };
}

export function withLeg(call: Call, leg: string, change: Leg): Call {
  // A call of more channels than this is a conference or a loop; the first ones are enough to follow it.
  if (!call.legs.has(leg) && call.legs.size >= 100) return call;
  return { ...call, legs: new Map(call.legs).set(leg, change) };
}

export function visitOf(call: Call, leg: string): Visit | undefined {
  return call.visits.find((visit) => visit.leg === leg);
}

export function withVisit(call: Call, changed: Visit): Call {
  return { ...call, visits: [...call.visits.filter((visit) => visit.visit !== changed.visit), changed] };
}

export function withoutVisit(call: Call, gone: Visit): Call {
  return { ...call, visits: call.visits.filter((visit) => visit.visit !== gone.visit) };
}

export function withSegment(call: Call, changed: Segment): Call {
  return { ...call, segments: [...call.segments.filter((segment) => segment.id !== changed.id), changed] };
}

/** `PJSIP/2001-00000073` → `PJSIP/2001`; `Local/9996@agents-0001;1` → `Local/9996@agents`. */
export function phoneOf(channel: string): string {
  return channel.replace(/-[0-9a-f]+(;[12])?$/i, '');
}
