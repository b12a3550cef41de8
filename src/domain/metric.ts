import type { StandardMeasure } from './phone-standard.js';
import type { AgentLeftBy, AgentState } from './event.js';
import type { Mark } from './mark.js';
import type { ReturnWindow } from './return-window.js';
import type { Spread, SpreadMeasure } from './spread.js';
import type { Instant, Millis } from './time.js';
import type { Trouble } from './trouble.js';

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
  | 'lostSight' | 'answeredWaitMs' | 'abandonedWaitMs' | 'flowWaitMs'
  /** Beside the wait of this stay: what the same caller had waited in others. */
  | 'otherWaitMs'
  | `flow.${string}`;
export type SegmentMeasure =
  | 'segments' | 'talkMs' | 'holdMs' | 'wrapUpMs' | 'wrapUpKnown' | 'shortAnswered' | 'transferred' | 'holds'
  /** Segments with a hold; and those that ended on one, by who ended them. */
  | 'held' | `onHold.${AgentLeftBy | 'unknown'}`
  /** Phones that rang, by what came of it. */
  | `offer.${RungOut}`;
export type ContactMeasure =
  | 'contacts' | 'closed' | 'inMenu' | 'leftInMenu' | 'reachedQueue' | 'lostAfterAnswer' | 'customers' | 'repeats'
  /** From the contact's start to the first queue, and to the first agent; keys pressed before, of those whose inputs are told. */
  | 'toQueue' | 'toQueueMs' | 'toHuman' | 'toHumanMs' | 'keyed' | 'keys'
  /** By the instant they were due. */
  | 'promises' | 'promisesKept'
  /** Call-backs that were asked for, by that instant; and those with a time, by the instant they were due. */
  | 'callBacks' | 'callBacksTried' | 'callBacksReached' | 'callBackWaitMs' | 'callBacksDue' | 'callBacksKept' | 'callBacksWaiting'
  /** Surveys sent, those with an answer, and of each question how many answered and how many of them said something good. */
  | 'survey.sent' | 'survey.responded' | 'survey.resolved' | 'survey.resolved.yes' | 'survey.csat-5' | 'survey.csat-5.top' | 'survey.ces-7' | 'survey.ces-7.easy' | 'survey.ces-7.marks'
  /** Of relationship studies alone. */
  | 'survey.nps-10' | 'survey.nps-10.promoters' | 'survey.nps-10.detractors'
  /** In menus: who got done what they came for, and who left them without queue or agent. */
  | 'completed' | 'contained'
  /** What became of contacts that are over: see contributions/endings.ts. */
  | `fcr.${string}` | `gap.${string}` | `resolution.${string}` | `contained.${string}`
  /** What answers are weighed with: see contributions/strata.ts. */
  | `stratum.${string}`
  /** Under an offer: the contacts with that reason. */
  | `reason.${string}`
  | `flag.${string}` | 'flags' | 'flagged'
  /** What supervisors said of a rule's flags. */
  | `mark.${Mark}.${string}`;
/**
 * By place: who passed through, how many of them an agent said something of, how many met a trouble there, and the time that
 * all of them, and those, went without help.
 */
export type PlaceMeasure = 'passed' | 'passedMs' | 'said' | `hurt.${Trouble}` | `hurtMs.${Trouble}`;
/**
 * Customer-minutes lost, in milliseconds, by what they went on (`lost-time.ts`, `contributions/minutes.ts`): of all who called, by
 * number, by reason, and by place. Beside them the time of calls while closed, and contacts of which nobody knows how long they were.
 */
export type LostMeasure = 'menuLostMs' | 'waitLostMs' | 'holdLostMs' | 'betweenLostMs' | 'repeatLostMs' | 'closedLostMs' | 'lostUnknown';
/** By step through a menu, and by number: how often, how long, keys pressed. */
export type MenuMeasure =
  | 'steps' | 'stepMs' | 'noInput' | 'noMatch' | 'again' | `key.${string}`
  /** Keys that led nowhere. */
  | `nowhere.${string}`
  | 'ways'
  | StandardMeasure
  /** By node and by contact: callers who asked for a person where none is offered; stays at nodes, and those with a silence or a wrong key. */
  | 'zeroOuts' | 'nodeVisits' | 'noInputVisits' | 'noMatchVisits' | 'inputsTold';
/** An offer that was cancelled or answered elsewhere is nobody's. */
export type RungOut = 'answered' | 'timeout' | 'rejected' | 'busy' | 'unreachable';
/** Milliseconds in a state, as a source told it or as contacts show it; how often a limit of it was passed; and both by the reason for being away. */
export type AgentMeasure = `state.${AgentState}` | `untold.${AgentState}` | `over.${AgentState}` | `away.${string}` | `awayOver.${string}`;
export type Measure = VisitMeasure | SegmentMeasure | ContactMeasure | AgentMeasure | PlaceMeasure | LostMeasure | MenuMeasure | SpreadMeasure;

/**
 * What a reading is about, as one text: `voice/queue/support` (per visit), `voice/total` (all queues, per contact: first visit in,
 * last outcome), `voice/contacts` (all who called, menu leavers included), `voice/entry/+4930…`,
 * `voice/reason/billing` (what they called about: stated, else the last menu choice, else the queue), `voice/agent/Alice Agent` (segments), `voice/team/billing`,
 * `voice/step/…` (one step through a menu) and `voice/way/+4930…` (all of them: `step-key.ts`),
 * `voice/place/node:main` (what went wrong there, by the hour of the contact's start), `voice/node/main` (who came by there), `agent/Alice Agent`, `agents` and `staff/queue:support` (time in states), `voice/person/Alice Agent` (what became of their contacts:
 * for that person and their coach, and nobody else).
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
  /** The longest of them: since they came into the queue, and since their contact began. Absent where nobody waits. */
  readonly longestMs?: Millis;
  readonly longestContactMs?: Millis;
  /** How long whoever asked for a call-back first, of those that nobody has tried, waits for it. */
  readonly oldestCallbackMs?: Millis;
}

export interface Reading {
  readonly sums: Sums;
  readonly waiting: Waiting;
  readonly directAnswers: 'count' | 'exclude';
  /** The window's length: rates per hour need it. */
  readonly windowMs?: Millis;
  /** Within how long coming back counts; absent: the usual. */
  readonly returning?: ReturnWindow;
}

/** `number`: with decimals, such as keys a caller or points of NPS. */
export type Unit = 'share' | 'count' | 'ms' | 'per-hour' | 'number';

/** A metric of the catalogue. */
export interface Metric {
  readonly id: string;
  readonly title: string;
  readonly unit: Unit;
  /** As the catalogue prints it. */
  readonly formula: string;
  /** It may still change until the window in which customers come back has closed for all that it counts. */
  readonly matures?: true;
  /** Its value is a mean; these hold what it is the mean of, by bucket, so that its percentiles can be told. */
  readonly spread?: readonly Spread[];
  /** It is the greatest of what its contacts give, not their sum. */
  readonly greatest?: true;
  /** What the value is made of. */
  parts(reading: Reading): Fraction;
  /** `null` where there is nothing to say. */
  value(reading: Reading): number | null;
}

/**
 * What stands above the line of a formula and what beneath it; no `whole` where there is no line. Both are sums of measures, so
 * that what each contact gives to them is, all together, what they are: that is how a number can be explained by its contacts.
 */
export interface Fraction {
  readonly part: number;
  readonly whole?: number;
}

export function share(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

