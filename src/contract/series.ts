/** GET /api/v1/metrics/:id/series: one number over time, as lines of a chart. Instants and durations are milliseconds, shares 0 to 1. */
export interface MetricSeries {
  readonly id: string;
  readonly title: string;
  readonly unit: 'share' | 'count' | 'ms' | 'per-hour' | 'number';
  readonly formula: string;
  /** What each line is of; `none`: one line, of what the query names. */
  readonly by: SeriesBy;
  readonly channel: string;
  readonly window: { readonly from: number; readonly to: number };
  readonly interval: string;
  readonly zone: string;
  readonly attribution: 'arrival' | 'completion' | 'disconnect';
  readonly directAnswers: 'count' | 'exclude';
  /** Within how long, and for which reason, coming back counts; null where the metric does not ask. */
  readonly returns: { readonly within: string; readonly scope: 'any' | 'same' } | null;
  readonly completeness: number | null;
  /** One after the other from the window's begin to its end, those of this page; every line has a value in each. */
  readonly intervals: readonly { readonly from: number; readonly to: number }[];
  readonly items: readonly SeriesLine[];
  /** What `cursor` is to be for the next intervals of these lines, or for more lines; null at the end. */
  readonly next: string | null;
}

export const seriesBy = ['none', 'queue', 'team', 'entry', 'channel', 'away'] as const;
export type SeriesBy = (typeof seriesBy)[number];

/** Columns, one value an interval, in their order. */
export interface SeriesLine {
  readonly of: { readonly id: string; readonly name: string };
  readonly view: 'queue' | 'contact' | 'node' | 'agent' | 'team' | 'staff';
  readonly counts: 'visits' | 'contacts' | 'segments' | 'promises' | 'time';
  /** Over the whole window: not the mean of the intervals. */
  readonly value: number | null;
  /** null: nothing to say. */
  readonly values: readonly (number | null)[];
  /** What stands above and beneath the line of the formula: each column adds up to that of the whole window. No wholes where there is no line. */
  readonly parts: readonly number[];
  readonly wholes: readonly number[] | null;
  /** It may still change: the interval goes on, contacts in it are still open, or their customers may still come back. */
  readonly provisional: readonly boolean[];
  /** Of a mean whose spread is kept, off by 1.6 % at most. */
  readonly percentiles: SeriesPercentiles | null;
}

export interface SeriesPercentiles {
  readonly p50: readonly (number | null)[];
  readonly p90: readonly (number | null)[];
  readonly p95: readonly (number | null)[];
}
