import type { NumberRead, NumbersAnswer } from '../../contract/numbers.js';
import type { Page } from '../../contract/session.js';
import type { Attribution, Reading, ReadingKey } from '../../domain/metric.js';
import type { Percentiles } from '../../domain/percentiles.js';
import type { ReturnWindow } from '../../domain/return-window.js';
import type { Instant, Millis } from '../../domain/time.js';
import type { Interval } from './intervals.js';

/** GET /api/v1/metrics: each metric with its passport. */
export interface MetricsAnswer extends Page<MetricReading>, NumbersAnswer {
  readonly items: readonly MetricReading[];
  readonly interval: Interval;
  readonly attribution: Attribution;
  readonly directAnswers: Reading['directAnswers'];
  /** Within how long, and for which reason, coming back counted. */
  readonly returns: ReturnWindow;
}

export interface Window {
  readonly from: Instant;
  /** Not in it. */
  readonly to: Instant;
}

export interface MetricReading extends Counted, NumberRead {
  /** queue: who reached a queue; contact: all who called; node: who came by a menu node; agent: one agent, or all of them; staff: who is signed in to a queue. */
  readonly view: View;
  /** Visits of queues, contacts counted once, agents' segments, promises, or agents' time. */
  readonly counts: Counts;
  /** Which readings were summed. */
  readonly keys: readonly ReadingKey[];
  readonly threshold: Threshold;
  readonly window: Window;
  readonly attribution: Attribution;
  readonly directAnswers: Reading['directAnswers'];
  /** Empty for `interval=none`. */
  readonly intervals: readonly (Window & Counted)[];
}

export type View = 'queue' | 'contact' | 'node' | 'agent' | 'team' | 'staff';
export type Counts = 'visits' | 'contacts' | 'segments' | 'promises' | 'time';

export interface Counted {
  /** null: nothing to say. */
  readonly value: number | null;
  /** Of a mean whose spread is kept; null where there is nothing. Off by 1.6 % at most. */
  readonly percentiles?: Percentiles | null;
  readonly sample: Sample;
  /** It may still change: the window goes on, contacts in it are still open, or their customers may still come back. */
  readonly provisional: boolean;
}

/** Exact counts behind a value. */
export type Sample = Readonly<Record<string, number>>;

export interface Threshold {
  readonly answerWithinMs: Millis;
  readonly shortAbandonMs: Millis;
  /** Queues in it have thresholds of their own; each was counted by its own. */
  readonly varies: boolean;
}

