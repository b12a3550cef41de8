import type { ContactLane } from './contact.js';

/** GET /api/v1/metrics/:id: one number, taken apart. */
export interface Explanation {
  readonly id: string;
  readonly title: string;
  readonly unit: 'share' | 'count' | 'ms' | 'per-hour' | 'number';
  readonly formula: string;
  /** null: nothing to say. */
  readonly value: number | null;
  /** Of a mean whose spread is kept: half, three quarters … do not exceed it, to 1.6 %; null where there is nothing. */
  readonly percentiles: ExplainedPercentiles | null;
  /** It may still change. */
  readonly provisional: boolean;
  /** What stands above the line of the formula, and what beneath it; no whole where there is no line. */
  readonly part: number;
  readonly whole: number | null;
  readonly above: readonly ExplainedTerm[];
  readonly beneath: readonly ExplainedTerm[];
  readonly passport: Passport;
  /** All visits (contacts, where they are counted) by how they ended, each once; empty for a metric of other things. */
  readonly outcomes: readonly ExplainedOutcome[];
  readonly elsewhere: readonly ShownElsewhere[];
  /** Of time away, and how often it was too long: by the reason that was told, the longest first; empty where one reason is asked for. */
  readonly away: readonly ExplainedAway[];
}

export interface ExplainedAway {
  /** As the parameter `away` takes it. */
  readonly reason: string;
  readonly amount: number;
  readonly unit: 'ms' | 'count';
}

export interface ExplainedPercentiles {
  readonly n: number;
  readonly p50: number;
  readonly p75: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface ExplainedTerm {
  readonly says: string;
  readonly amount: number;
  /** How often it counts there; −1: it is taken away. */
  readonly times: number;
  readonly unit: 'ms' | 'count';
}

/** Above and beneath the line, beneath it alone, or in neither. */
export type CountedAs = 'part' | 'whole' | 'out';

export interface ExplainedOutcome {
  readonly id: string;
  readonly says: string;
  readonly count: number;
  readonly counted: CountedAs;
}

/** Under which conditions a number holds (METRICS.md, law 3). */
export interface Passport {
  /** queue: who reached a queue; contact: all who called. */
  readonly view: 'queue' | 'contact' | 'node' | 'agent' | 'team' | 'staff';
  readonly counts: 'visits' | 'contacts' | 'segments' | 'promises' | 'time';
  readonly channel: string;
  readonly window: { readonly from: number; readonly to: number };
  readonly zone: string;
  readonly attribution: 'arrival' | 'completion' | 'disconnect';
  readonly threshold: { readonly answerWithinMs: number; readonly shortAbandonMs: number; readonly varies: boolean };
  readonly directAnswers: 'count' | 'exclude';
  /** Within how long, and for which reason, coming back counted; null where the metric does not ask. */
  readonly returns: { readonly within: string; readonly scope: 'any' | 'same' } | null;
  /** The share of sources that are heard from now; null when none is known. */
  readonly completeness: number | null;
}

/** What another system would show for the same calls; `value` is null where that cannot be recounted. */
export interface ShownElsewhere {
  readonly platform: string;
  readonly shows: string;
  readonly metric: string | null;
  readonly value: number | null;
  readonly note?: string;
}

/** GET /api/v1/metrics/:id/contacts: one contact of those behind a number, and what it gave to it. */
export interface CountedContact {
  readonly lane: ContactLane;
  readonly counted: CountedAs;
  /** What it gave to what stands above and beneath the line; milliseconds where these are. */
  readonly part: number;
  readonly whole: number;
}

/** One page, newest first. Some pages have few or no items though there are more: `next` alone says whether to go on. */
export interface CountedPage {
  readonly items: readonly CountedContact[];
  readonly next: string | null;
  /** How many contacts were looked through for it. */
  readonly looked: number;
}
