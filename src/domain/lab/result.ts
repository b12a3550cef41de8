import type { Mark } from '../mark.js';
import type { Instant } from '../time.js';
import type { ShownKind } from './shown.js';

/** What a draft of a rule does to stored contacts, beside the rule as it is in force. Counts are contacts where nothing else is said. */
export interface LabResult {
  /** Contacts that began in the window. */
  readonly contacts: number;
  /** Of how many of them it can be known what their customers showed. */
  readonly known: number;
  /** Read of numbers that a thousand contacts or more share: no customers, so that nothing is joined for them. */
  readonly crowded: number;
  readonly inForce: LabSide;
  readonly draft: LabSide;
  /** Flagged by the draft alone, by the rule in force alone, by both. */
  readonly added: number;
  readonly gone: number;
  readonly same: number;
  /** By the day on which contacts began, in the center's zone. */
  readonly days: readonly LabDay[];
  /** The most contacts first; null: no queue. */
  readonly queues: readonly LabQueue[];
  /** Other rules whose standing flag the flagged contacts carry, the most frequent first. */
  readonly overlap: readonly LabOverlap[];
  readonly shown: readonly LabShown[];
  /** Of the contacts on which supervisors marked a flag of this rule. */
  readonly marks: readonly LabMarks[];
  readonly curves: readonly LabCurve[];
  /** At most twenty, chosen by chance and always the same: what is added first, then what is gone, then what is the same. */
  readonly samples: readonly LabSample[];
}

export interface LabSide {
  /** That stand. */
  readonly flags: number;
  readonly contacts: number;
  /** Flags of which at least one is severe. */
  readonly severe: number;
  /** Raised and taken back again: whoever looked at the board then saw them. */
  readonly takenBack: number;
}

interface Both {
  readonly inForce: number;
  readonly draft: number;
}

export interface LabDay extends Both {
  readonly day: Instant;
  readonly contacts: number;
}

export interface LabQueue extends Both {
  readonly queue: string | null;
  readonly contacts: number;
}

export interface LabOverlap extends Both {
  readonly rule: string;
}

/** `any`: at least one of them. */
export interface LabShown {
  readonly kind: ShownKind | 'any';
  readonly inForce: LabForetold;
  readonly draft: LabForetold;
}

export interface LabForetold {
  /** Of the flagged contacts, without those flagged in hindsight, those of which it showed. */
  readonly precision: LabShare;
  /** Of the contacts of which it showed, those flagged before. */
  readonly recall: LabShare;
  /** Flagged when it had shown already. */
  readonly hindsight: number;
}

/** With Wilson's interval; null under thirty. */
export interface LabShare {
  readonly count: number;
  readonly of: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface LabMarks extends Both {
  readonly mark: Mark;
  readonly contacts: number;
}

/** How many contacts the rule flags at each value of one option, all others as in the draft. */
export interface LabCurve {
  readonly option: string;
  readonly inForce: number;
  readonly draft: number;
  /** Drawn from one in so many contacts, and multiplied. */
  readonly oneIn: number;
  readonly points: readonly LabPoint[];
}

export interface LabPoint {
  readonly value: number;
  readonly contacts: number;
  /** Of the flagged contacts of which it can be known, those of which it showed afterwards; not multiplied. */
  readonly shown: LabShare;
}

export interface LabSample {
  readonly contact: string;
  readonly of?: 'cohort';
  readonly is: 'added' | 'gone' | 'same';
  readonly startedAt: Instant;
  readonly queue: string | null;
  readonly because: string;
  readonly severity: 'note' | 'warning' | 'severe';
  readonly shown: readonly ShownKind[];
  readonly mark: Mark | null;
}
