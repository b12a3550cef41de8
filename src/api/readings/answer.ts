import type { Page } from '../../contract/session.js';
import type { Attribution, Metric, Reading, ReadingKey } from '../../domain/metric.js';
import type { Instant, Millis } from '../../domain/time.js';
import type { Interval } from './intervals.js';

/** GET /api/v1/metrics: each metric with its passport. */
export interface MetricsAnswer extends Page<MetricReading> {
  readonly channel: string;
  readonly window: Window;
  readonly interval: Interval;
  readonly zone: string;
  readonly attribution: Attribution;
  readonly directAnswers: Reading['directAnswers'];
  /** The share of sources that are heard from now; null when none is known. */
  readonly completeness: number | null;
}

export interface Window {
  readonly from: Instant;
  /** Not in it. */
  readonly to: Instant;
}

export interface MetricReading extends Counted {
  readonly id: string;
  readonly title: string;
  readonly unit: Metric['unit'];
  readonly formula: string;
  /** queue: who reached a queue; contact: all who called; agent: one agent's segments. */
  readonly view: 'queue' | 'contact' | 'agent' | 'team';
  /** Visits of queues, contacts counted once, or agents' segments. */
  readonly counts: 'visits' | 'contacts' | 'segments' | 'promises';
  /** Which readings were summed. */
  readonly keys: readonly ReadingKey[];
  readonly threshold: Threshold;
  readonly window: Window;
  readonly attribution: Attribution;
  readonly directAnswers: Reading['directAnswers'];
  /** Empty for `interval=none`. */
  readonly intervals: readonly (Window & Counted)[];
}

export interface Counted {
  /** null: nothing to say. */
  readonly value: number | null;
  readonly sample: Sample;
  /** It may still change: the window goes on, or contacts in it are still open. */
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

