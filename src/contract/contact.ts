import type { NamedId, Place } from './board.js';

/** Where a contact is now. */
export type Stage = 'menu' | 'queue' | 'ringing' | 'agent' | 'hold' | 'wrap-up' | 'between' | 'ended';

/** One contact as it moves: menu → queue → agent, with the flags on it. */
export interface ContactLane {
  readonly id: string;
  /** "caller a7f3" or "anonymous": never a number. */
  readonly label: string;
  readonly customer?: string;
  readonly channel: string;
  readonly direction: string;
  readonly entry?: NamedId;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly stage: Stage;
  readonly place?: NamedId;
  /** Since when it has been in this stage and place. */
  readonly since: number;
  readonly segments: readonly LaneSegment[];
  readonly flags: readonly FlagChip[];
  /** "third call in 6 days": 1 when it is the first. */
  readonly nthInWindow: number;
  readonly queues: readonly string[];
  /** Set while the source that tells of it is not heard: since then nobody knows what became of it. */
  readonly staleSince?: number;
}

export interface LaneSegment {
  readonly kind: 'menu' | 'queue' | 'ringing' | 'agent' | 'hold' | 'wrap-up';
  readonly place: NamedId;
  readonly from: number;
  /** Absent while it lasts. */
  readonly to?: number;
  /** How a queue or agent segment ended: answered, abandoned, timeout, transfer … */
  readonly ended?: string;
}

export interface FlagChip {
  readonly rule: string;
  readonly title: string;
  readonly severity: 'note' | 'warning' | 'severe';
  /** Someone can still act on it. */
  readonly live: boolean;
}

/** GET /api/v1/contacts/:id */
export interface ContactPage {
  readonly lane: ContactLane;
  readonly outcome: ContactOutcome;
  readonly timeline: readonly TimelineItem[];
  readonly flags: readonly FlagCard[];
  readonly journey: readonly JourneyItem[];
  /** Events past the bound that the timeline does not show. */
  readonly truncated: boolean;
}

export interface ContactOutcome {
  readonly reached: 'agent' | 'queue' | 'menu' | 'none';
  readonly endedBy?: string;
  readonly inMenuMs: number;
  readonly inQueueMs: number;
  readonly withAgentMs: number;
  readonly onHoldMs: number;
  readonly transfers: number;
  readonly reason?: string;
  readonly resolved: 'yes' | 'partly' | 'no' | 'unknown';
  /** What kept the agent from solving it: "policy", "a product defect". */
  readonly blocked?: string;
  readonly promises?: readonly PromiseView[];
}

/** Something the customer was promised. */
export interface PromiseView {
  readonly what?: string;
  readonly madeAt: number;
  readonly due?: number;
  readonly state: 'open' | 'kept' | 'late' | 'broken';
}

export interface TimelineItem {
  readonly at: number;
  readonly type: string;
  /** A sentence: "Entered Billing", "Pressed 0", "Answered by Alice Agent after 0:12". */
  readonly says: string;
  readonly source: string;
  readonly tone: 'plain' | 'good' | 'bad';
}

/** A flag with its evidence and its page. */
export interface FlagCard {
  /** The contact it is on; of a cohort's flag the cohort: `queue voice/support`. */
  readonly contact: string;
  readonly of?: 'cohort';
  readonly rule: string;
  readonly version: number;
  /** The version of the settings under which it was raised: with which options. */
  readonly settings?: number;
  readonly title: string;
  readonly class: 'alert' | 'note';
  readonly severity: 'note' | 'warning' | 'severe';
  readonly since: number;
  readonly raisedAt: number;
  readonly retractedAt?: number;
  readonly live: boolean;
  readonly because: string;
  readonly action: string;
  readonly place: Place;
  /** What was last said of it. */
  readonly mark?: FlagMarkView;
}

export interface FlagMarkView {
  readonly mark: 'acted' | 'useful' | 'noise';
  readonly by: string;
  readonly at: number;
  /** What was done about it, in their own words, without numbers. */
  readonly did?: string;
}

export interface JourneyItem {
  readonly contact: string;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly direction: string;
  readonly channel: string;
  readonly reason?: string;
  readonly outcome: string;
  readonly flags: readonly FlagChip[];
}
