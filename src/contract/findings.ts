import type { ShareOf } from './surveys.js';

/** What a function of the company is to mend. Instants are milliseconds since 1970, shares 0 to 1, minutes are customers' time; null: nothing to say. */

export type FindingPlaceKind = 'node' | 'queue' | 'reason' | 'entry' | 'floor' | 'unknown';
export type FindingStateName = 'open' | 'acknowledged' | 'in-hand' | 'closed';

export interface FindingOwner {
  readonly id: string;
  readonly name: string;
  /** The one person who answers for it. */
  readonly person?: string;
}

/** Numbers of one trouble at one place. */
export interface TroubleNumbers {
  readonly share: ShareOf;
  /** What those who met it went without help: in menus, waiting and on hold. */
  readonly unhelpedMinutes: number;
  /** Of it, what is beyond what the others at that place needed. */
  readonly lostMinutes: number;
  /** What these cost, where the owner says what a minute costs. */
  readonly cost?: { readonly amount: number; readonly currency: string };
}

export interface FindingLine extends TroubleNumbers {
  readonly id: string;
  /** In its owner's words. */
  readonly title: string;
  /** `flag.menu-maze`, `blocked.policy`, `topic.router`, `closed` */
  readonly trouble: string;
  readonly place: { readonly kind: FindingPlaceKind; readonly id: string; readonly name: string };
  /** Null: nobody owns it yet. */
  readonly owner: FindingOwner | null;
  readonly state: FindingStateName;
  /** How often it has opened. */
  readonly round: number;
  readonly openedAt: number;
  /** Since when the rate is up. */
  readonly since: number;
  /** What it was in the same hours of the weeks before. */
  readonly usual: ShareOf;
  readonly acknowledgeBy: number;
  readonly overdue: boolean;
  readonly closedAt?: number;
}

export interface FindingCall {
  readonly contact: string;
  readonly at: number;
  readonly because: string;
}

export interface FindingChartPoint {
  readonly from: number;
  readonly to: number;
  readonly share: ShareOf;
}

export interface FindingWord {
  readonly at: number;
  readonly by: string;
  readonly is: string;
  readonly says: string;
}

export interface FindingLetter {
  readonly at: number;
  readonly cause: string;
  readonly via: 'mail' | 'webhook';
  readonly state: string;
  readonly why?: string;
}

export interface FindingPage extends FindingLine {
  readonly acknowledged?: { readonly by: string; readonly at: number };
  readonly cause?: { readonly text: string; readonly by: string; readonly at: number };
  readonly action?: { readonly text: string; readonly since: number; readonly by: string; readonly at: number };
  /** Whether what was done has helped, and what is missing until it may close. */
  readonly progress: { readonly is: 'waiting' | 'too-few' | 'not-lower' | 'still-high' | 'fallen'; readonly says: string; readonly before?: ShareOf; readonly after?: ShareOf };
  readonly chart: readonly FindingChartPoint[];
  readonly calls: readonly FindingCall[];
  readonly journal: readonly FindingWord[];
  readonly letters: readonly FindingLetter[];
  /** Whether the reader may say something of it. */
  readonly mayAct: boolean;
}

/** POST /api/v1/findings/:id/cause|action|comment; `since` of an action, absent: from now on. */
export interface FindingSaid {
  readonly text?: string;
  readonly since?: number;
}

/** One sample call, without who called and who answered. */
export interface FindingTimeline {
  readonly contact: string;
  readonly because: string;
  readonly timeline: readonly { readonly at: number; readonly says: string }[];
}

/** GET /api/v1/troubles: what hurt how many in the last seven days, whether or not it is a finding. */
export interface TroubleLine extends TroubleNumbers {
  readonly title: string;
  readonly trouble: string;
  readonly place: FindingLine['place'];
  readonly owner: FindingOwner | null;
  /** The seven days before. */
  readonly before: ShareOf;
  /** Where it is one. */
  readonly finding?: string;
}
