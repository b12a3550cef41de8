import type { Instant } from './time.js';

export type FlagClass = 'alert' | 'note';
export type Severity = 'note' | 'warning' | 'severe';

/** Where a flag points: the queue, node or agent that it is about. */
export interface FlagPlace {
  readonly queue?: string;
  readonly node?: string;
  readonly agent?: string;
  readonly entry?: string;
  readonly reason?: string;
  /** A version of a flow, `bank@7`. */
  readonly flow?: string;
  readonly offer?: string;
}

/** What a detector says now about one contact and one subject. */
export interface Raised {
  /** What it is about within the contact ("the third stay in Billing"): one flag per contact, rule and subject. */
  readonly subject: string;
  readonly since: Instant;
  /** Until when someone can act on it; absent while it lasts. In the past: it is an annotation only. */
  readonly until?: Instant;
  readonly severity: Severity;
  /** Evidence in numbers, as a sentence: "entered Billing 4 times in 2:10, pressed 0 twice". */
  readonly because: string;
  readonly place: FlagPlace;
}

/** A flag as it stands: raised once, updated with fresh evidence, retracted when a late event shows it wrong. */
export interface Flag extends Raised {
  readonly rule: string;
  readonly version: number;
  readonly class: FlagClass;
  /** The log's position of the settings under which it was raised: with which options. Absent of those that no settings preceded. */
  readonly settings?: number;
  /** The contact it is on; of a cohort's flag the cohort: `queue voice/support`. */
  readonly contact: string;
  readonly of?: 'cohort';
  /** The log's time when it was first raised. */
  readonly raisedAt: Instant;
  readonly retractedAt?: Instant;
}

/** What became of a flag in one step of the pipeline. */
export interface FlagChange {
  readonly kind: 'raised' | 'updated' | 'retracted';
  readonly flag: Flag;
}

/** Someone can still act on it. */
export function isLive(flag: Flag, now: Instant): boolean {
  return flag.retractedAt === undefined && (flag.until === undefined || flag.until > now);
}

export function flagKey(flag: Pick<Flag, 'contact' | 'rule' | 'subject'>): string {
  return `${flag.contact} ${flag.rule} ${flag.subject}`;
}
