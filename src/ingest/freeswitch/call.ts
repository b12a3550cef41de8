import type { Direction, EndedBy } from '../../domain/event.js';
import type { Instant } from '../../domain/time.js';
import type { Step as StepOf } from '../step.js';
import type { EslEvent } from './esl-event.js';

/** One channel of a call. */
export interface Leg {
  /** Who is behind it, where that is someone of ours. */
  readonly agent?: string | undefined;
  /** Dialled by the dialplan, not by a queue. */
  readonly dialled?: 'ringing' | 'answered' | undefined;
}

/** One stay in one queue. */
export interface Stay {
  /** `<channel>:<member>`: mod_callcenter names every stay. */
  readonly visit: string;
  readonly leg: string;
  readonly queue: string;
}

export interface Visit extends Stay {
  /** Counts up when the caller comes back to a place that was kept. */
  readonly ordinal: number;
  /** How it ended is a guess, made when a lost connection came back. */
  readonly guessed?: boolean | undefined;
}

/** One agent's part: from a queue, or dialled by the dialplan. */
export interface Segment {
  readonly id: string;
  readonly agent: string;
  /** The agent's channel. */
  readonly leg: string;
  readonly visit?: string | undefined;
  readonly onHold: boolean;
  /** How the last hold ended. */
  readonly unheld?: { readonly id: string; readonly at: Instant } | undefined;
  /** The agent's channel is gone, and the switch itself hung it up: why, what comes next tells. */
  readonly goneAt?: Instant | undefined;
}

export interface Menu {
  readonly node: string;
  /** How its beginning was told. */
  readonly entered: { readonly id: string; readonly at: Instant; readonly sequence: number };
  /** Digits typed in here are a slot: no menu but a question. */
  readonly slot?: string | undefined;
  /** The key pressed last in this visit, while nothing tells whether the menu took it. */
  readonly pressed?: { readonly id: string; readonly at: Instant; readonly key: string } | undefined;
}

/** Digits of which we do not know yet what they are. Only the first is remembered, and only while it is alone or repeated. */
export interface Typed {
  readonly id: string;
  readonly at: Instant;
  readonly lastAt: Instant;
  readonly first: string;
  readonly length: number;
}

export interface Passing {
  /** The segment that passes the caller on. */
  readonly segment: string;
  readonly kind: 'blind' | 'consult';
}

/** One contact as far as the event socket has told it: bounded, forgotten soon after its caller's channel is gone. */
export interface Call {
  readonly id: string;
  readonly direction: Direction;
  readonly legs: ReadonlyMap<string, Leg>;
  readonly menu?: Menu | undefined;
  readonly typed?: Typed | undefined;
  /** The last key pressed while waiting: a queue's exit key. */
  readonly queueKey?: { readonly key: string; readonly at: Instant } | undefined;
  /** Stays that are not over, and those of which the end is a guess. */
  readonly visits: readonly Visit[];
  readonly segments: readonly Segment[];
  /** How stays ended of which the end was told. */
  readonly told: ReadonlyMap<string, 'answered' | 'left'>;
  readonly passing?: Passing | undefined;
  /** Who left last, and when: who ended the call. */
  readonly lastLeft?: { readonly at: Instant; readonly by: EndedBy } | undefined;
  readonly endedAt?: Instant | undefined;
}

/** What happens to a call: the event, and where and when. */
export interface Moment {
  readonly event: EslEvent;
  readonly at: Instant;
  /** The channel that the event is about; the call's own where it names none. */
  readonly leg: string;
  /** `<channel>:<microseconds>`: names what only this event tells. */
  readonly id: string;
  /** The event's place among those of its time, in steps of a hundred. */
  readonly sequence: number;
}

export type Step = StepOf<Call>;

export type Happening = (call: Call, moment: Moment) => Step;

/** More than any real call has: a loop must not fill the memory. */
const MOST_LEGS = 100;
const MOST_STAYS = 50;

export function newCall(id: string, direction: Direction): Call {
  return { id, direction, legs: new Map([[id, {}]]), visits: [], segments: [], told: new Map() };
}

export function withLeg(call: Call, leg: string, change: Leg): Call {
  if (!call.legs.has(leg) && call.legs.size >= MOST_LEGS) return call;
  return { ...call, legs: new Map(call.legs).set(leg, { ...call.legs.get(leg), ...change }) };
}

export function withVisit(call: Call, changed: Visit): Call {
  return { ...call, visits: [...call.visits.filter(({ visit }) => visit !== changed.visit), changed].slice(-MOST_STAYS) };
}

/** The end of a stay was told. */
export function withoutVisit(call: Call, gone: string, how: 'answered' | 'left'): Call {
  const told = new Map([...call.told].slice(1 - MOST_STAYS)).set(gone, how);
  return { ...call, told, visits: call.visits.filter(({ visit }) => visit !== gone) };
}

export function withSegment(call: Call, changed: Segment): Call {
  return { ...call, segments: [...call.segments.filter(({ id }) => id !== changed.id), changed].slice(-MOST_STAYS) };
}

export function segmentAt(call: Call, leg: string): Segment | undefined {
  return call.segments.findLast((segment) => segment.leg === leg);
}
