import type { Explanation } from './explained.js';

/** GET /api/v1/metrics: numbers of one window, each also of the intervals into which the window is cut. */
export interface NumbersAnswer {
  readonly channel: string;
  readonly window: { readonly from: number; readonly to: number };
  readonly interval: NumbersInterval;
  readonly zone: string;
  /** The share of sources that are heard from now; null when none is known. */
  readonly completeness: number | null;
  readonly items: readonly NumberRead[];
}

export type NumbersInterval = 'none' | 'quarter' | 'half-hour' | 'hour' | 'day';

export interface NumberRead extends NumberCounted {
  readonly id: string;
  readonly title: string;
  readonly unit: Explanation['unit'];
  readonly formula: string;
  readonly threshold: { readonly answerWithinMs: number; readonly shortAbandonMs: number; readonly varies: boolean };
  readonly intervals: readonly NumberIn[];
}

export interface NumberCounted {
  /** null: nothing to say. */
  readonly value: number | null;
  /** Exact counts behind it. */
  readonly sample: Readonly<Record<string, number>>;
  /** It may still change. */
  readonly provisional: boolean;
}

/** Of an interval: `to` is not in it. */
export interface NumberIn extends NumberCounted {
  readonly from: number;
  readonly to: number;
}
