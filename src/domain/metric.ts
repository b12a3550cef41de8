import type { Instant, Millis } from './time.js';

/** By which instant a contact, visit or segment counts: when it arrived, was completed (left the queue, left the agent), or disconnected. */
export type Attribution = 'arrival' | 'completion' | 'disconnect';
export const attributions: readonly Attribution[] = ['arrival', 'completion', 'disconnect'];

/**
 * What is counted. Visit letters of METRICS.md: A answered, A≤T answeredInTime, B abandoned, B≤S abandonedShort, B≤T abandonedInTime,
 * Fi flowInvoluntary, Fc flowByChoice, Fr flowRerouted. Durations are sums in milliseconds.
 */
export type VisitMeasure =
  | 'offered' | 'transferredIn' | 'answered' | 'answeredInTime' | 'direct'
  | 'abandoned' | 'abandonedShort' | 'abandonedInTime'
  | 'flowInvoluntary' | 'flowByChoice' | 'flowRerouted'
  /** Fc by call-back, and those of them within T. */
  | 'callback' | 'callbackInTime'
  | 'lostSight' | 'answeredWaitMs' | 'abandonedWaitMs'
  | `flow.${string}`;
export type SegmentMeasure = 'segments' | 'talkMs' | 'holdMs' | 'wrapUpMs' | 'wrapUpKnown' | 'shortAnswered' | 'transferred' | 'holds';
export type ContactMeasure =
  | 'contacts' | 'closed' | 'inMenu' | 'leftInMenu' | 'reachedQueue' | 'lostAfterAnswer' | 'customers' | 'repeats'
  /** By the instant they were due. */
  | 'promises' | 'promisesKept'
  /** Surveys sent, those with an answer, and of each question how many answered and how many of them said something good. */
  | 'survey.sent' | 'survey.responded' | 'survey.resolved' | 'survey.resolved.yes' | 'survey.csat-5' | 'survey.csat-5.top' | 'survey.ces-7' | 'survey.ces-7.easy'
  | `flag.${string}` | 'flags' | 'flagged';
export type AgentMeasure = `state.${string}`;
export type Measure = VisitMeasure | SegmentMeasure | ContactMeasure | AgentMeasure;

/**
 * What a reading is about, as one text: `voice/queue/support` (per visit), `voice/total` (all queues, per contact: first visit in,
 * last outcome), `voice/contacts` (all who called, menu leavers included), `voice/entry/+4930…`,
 * `voice/reason/billing` (what they called about: stated, else the last menu choice, else the queue), `voice/agent/Alice Agent`.
 */
export type ReadingKey = string;

/**
 * One contact's, journey's or agent's day's part in a reading: all that it adds under one key at one instant. Several share a
 * tally, which is never changed: a call has thirty of these, and had a hundred when each held one measure.
 */
export interface Contribution {
  readonly at: Instant;
  readonly attribution: Attribution;
  readonly key: ReadingKey;
  readonly tally: Sums;
}

/** The sums of one key over a window. A measure that is absent is 0. */
export type Sums = Readonly<Partial<Record<Measure, number>>>;

export function count(sums: Sums, measure: Measure): number {
  return sums[measure] ?? 0;
}

/** What the live view adds when a number is read, and never stores: who waits past T now is a miss now. */
export interface Waiting {
  readonly now: number;
  readonly pastThreshold: number;
}

export interface Reading {
  readonly sums: Sums;
  readonly waiting: Waiting;
  readonly directAnswers: 'count' | 'exclude';
  /** The window's length: rates per hour need it. */
  readonly windowMs?: Millis;
}

/** A metric of the catalogue. */
export interface Metric {
  readonly id: string;
  readonly title: string;
  readonly unit: 'share' | 'count' | 'ms' | 'per-hour';
  /** As the catalogue prints it. */
  readonly formula: string;
  /** `null` where there is nothing to say. */
  value(reading: Reading): number | null;
}

export function share(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

export function mean(sum: Millis, over: number): number | null {
  return over > 0 ? sum / over : null;
}
