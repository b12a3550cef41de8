import type { MetricSeries, SeriesLine } from '../../../contract/series.js';
import { dayBegan } from '../../text/clock-time.js';

const day = 86_400_000;
const quarter = 900_000;

/** By the number of days, today among them. */
export const periods: Readonly<Record<number, string>> = { 1: 'today', 7: '7 days', 28: '4 weeks', 90: '90 days' };
export const cuts = { quarter: 'quarter-hours', hour: 'hours', day: 'days' } as const;
export type Cut = keyof typeof cuts;
export const comparisons = { none: 'nothing', before: 'the time before', week: 'a week before' } as const;
export type Comparison = keyof typeof comparisons;

/** What the page shows, as its address says it. */
export interface HistoryAsk {
  readonly metric: string;
  /** `each`: every queue by itself; null: all together. */
  readonly queue: string | null;
  readonly channel: string;
  readonly days: number;
  readonly by: Cut;
  readonly against: Comparison;
}

export const eachQueue = '*';

export function readHistory(ask: Readonly<Record<string, string>>): HistoryAsk {
  const days = Number(ask['days'] ?? 7) in periods ? Number(ask['days'] ?? 7) : 7;
  const by = ask['by'] !== undefined && ask['by'] in cuts ? ask['by'] as Cut : null;
  const fits = by !== null && cutsOf(days).includes(by) ? by : usualCut(days);
  const against = ask['against'] !== undefined && ask['against'] in comparisons ? ask['against'] as Comparison : 'before';
  return { metric: ask['metric'] ?? 'served_in_time', queue: ask['queue'] ?? null, channel: ask['channel'] ?? 'voice', days, by: fits, against };
}

/** A point must stay a point: no quarter-hours over a month. */
export const cutsOf = (days: number): readonly Cut[] => (days === 1 ? ['quarter', 'hour'] : days === 7 ? ['quarter', 'hour', 'day'] : days === 28 ? ['hour', 'day'] : ['day']);
const usualCut = (days: number): Cut => (days === 1 ? 'hour' : 'day');

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Whole days on the center's clock, up to the end of the quarter-hour that goes on. */
export function spanOf(days: number, now: number, zone: string): Span {
  return { from: daysBefore(dayBegan(now, zone), days - 1, zone), to: now - (now % quarter) + quarter };
}

/** Not of that many hours: a day may have 23 or 25 of them. */
function daysBefore(midnight: number, days: number, zone: string): number {
  return days === 0 ? midnight : dayBegan(midnight - days * day + day / 2, zone);
}

/** The same length of time before, or a week before: as far as the day has come, so that a morning is held against a morning. */
export function spanAgainst({ from, to }: Span, days: number, against: Comparison, zone: string): Span | null {
  if (against === 'none') return null;
  const back = against === 'week' ? 7 : days;
  const begin = daysBefore(from, back, zone);
  const lastDay = dayBegan(to - quarter, zone);
  return { from: begin, to: daysBefore(lastDay, back, zone) + (to - lastDay) };
}

/** Each queue by itself is one question too. */
export function queryOf({ queue, channel, by }: HistoryAsk, { from, to }: Span): readonly string[] {
  return [
    `interval=${by}`, `from=${from}`, `to=${to}`, ...(channel === 'voice' ? [] : [`channel=${encodeURIComponent(channel)}`]),
    ...(queue === null ? [] : queue === eachQueue ? ['by=queue'] : [`queue=${encodeURIComponent(queue)}`]),
  ];
}

/** One line of the table, and one place on the chart. */
export interface HistoryPoint {
  readonly from: number;
  readonly value: number | null;
  readonly provisional: boolean;
  /** Of the time held against it; null where nothing is. */
  readonly before: { readonly from: number; readonly value: number | null } | null;
}

export interface History {
  readonly title: string;
  readonly unit: MetricSeries['unit'];
  readonly formula: string;
  readonly value: number | null;
  readonly valueBefore: number | null;
  readonly points: readonly HistoryPoint[];
}

/** By what each line is of; the only one of a question about one thing by ''. */
export function historiesOf(now: MetricSeries, before: MetricSeries | null): ReadonlyMap<string, History> {
  const then = new Map(before?.items.map((line) => [line.of.id, line]));
  return new Map(now.items.map((line) => [line.of.id, historyOf(now, line, before, then.get(line.of.id))]));
}

/** The first is held against the first, and so on. */
function historyOf(series: MetricSeries, line: SeriesLine, before: MetricSeries | null, then: SeriesLine | undefined): History {
  return {
    title: series.title, unit: series.unit, formula: series.formula, value: line.value, valueBefore: then?.value ?? null,
    points: series.intervals.map(({ from }, nth) => {
      const old = before?.intervals[nth];
      return { from, value: line.values[nth] ?? null, provisional: line.provisional[nth] ?? false, before: old === undefined ? null : { from: old.from, value: then?.values[nth] ?? null } };
    }),
  };
}

/** "+3.2 points", "−12 %": shares by points, all else by how much of what was. */
export function changeText(value: number | null, before: number | null, unit: MetricSeries['unit']): string {
  if (value === null || before === null) return '–';
  if (unit === 'share') return `${signed((value - before) * 100, 1)} points`;
  return before === 0 ? (value === 0 ? '0 %' : '–') : `${signed(((value - before) / before) * 100, 0)} %`;
}

function signed(number: number, decimals: number): string {
  const round = Math.abs(number).toFixed(decimals);
  return Number(round) === 0 ? '0' : `${number < 0 ? '−' : '+'}${round}`;
}
