import type { MetricSeries, SeriesLine } from '../../../contract/series.js';
import { dayBegan } from '../../text/clock-time.js';

const day = 86_400_000;
const quarter = 900_000;

/** By the number of days, today among them. */
export const periods: Readonly<Record<number, string>> = { 1: 'today', 7: '7 days', 28: '4 weeks', 90: '90 days' };
export const cuts = { quarter: 'quarter-hours', 'half-hour': 'half-hours', hour: 'hours', day: 'days' } as const;
export type Cut = keyof typeof cuts;
export const comparisons = { none: 'nothing', before: 'the time before', week: 'a week before' } as const;
export type Comparison = keyof typeof comparisons;

export const attributions = { arrival: 'when it came', completion: 'when it left the queue or agent', disconnect: 'when it ended' } as const;
export type AttributedBy = keyof typeof attributions;

/** What a number can be of, and what each of many is called. */
export const kinds = { queue: 'queue', team: 'team', entry: 'number', away: 'reason for being away' } as const;
export type Kind = keyof typeof kinds;
/** `each`: every one by itself. */
export interface Subject {
  readonly kind: Kind;
  readonly id: string;
}
export const each = '*';

/** What the page shows, as its address says it. */
export interface HistoryAsk {
  readonly metric: string;
  /** null: all together. */
  readonly of: Subject | null;
  readonly channel: string;
  readonly days: number;
  readonly by: Cut;
  readonly attribution: AttributedBy;
  readonly against: Comparison;
}

export function historyAsked(ask: Readonly<Record<string, string>>): HistoryAsk {
  const days = Number(ask['days'] ?? 7) in periods ? Number(ask['days'] ?? 7) : 7;
  const by = ask['by'] !== undefined && ask['by'] in cuts ? ask['by'] as Cut : null;
  const fits = by !== null && cutsOf(days).includes(by) ? by : usualCut(days);
  const against = ask['against'] !== undefined && ask['against'] in comparisons ? ask['against'] as Comparison : 'before';
  const attribution = ask['attribution'] !== undefined && ask['attribution'] in attributions ? ask['attribution'] as AttributedBy : 'arrival';
  return { metric: ask['metric'] ?? 'served_in_time', of: subjectIn(ask), channel: ask['channel'] ?? 'voice', days, by: fits, attribution, against };
}

function subjectIn(ask: Readonly<Record<string, string>>): Subject | null {
  const kind = (Object.keys(kinds) as Kind[]).find((known) => (ask[known] ?? '') !== '');
  return kind === undefined ? null : { kind, id: ask[kind] ?? '' };
}

/** The address with another subject: one at a time. */
export function askOf(ask: Readonly<Record<string, string>>, of: Subject | null): Record<string, string> {
  const rest = Object.fromEntries(Object.entries(ask).filter(([name]) => !(name in kinds)));
  return of === null ? rest : { ...rest, [of.kind]: of.id };
}

/** A point must stay a point: no quarter-hours over a month, no half-hours over three. */
export const cutsOf = (days: number): readonly Cut[] => (days === 1 ? ['quarter', 'half-hour', 'hour'] : days === 7 ? ['quarter', 'half-hour', 'hour', 'day'] : days === 28 ? ['half-hour', 'hour', 'day'] : ['hour', 'day']);
/** The next coarser, where there is one. */
export const coarserThan = (by: Cut, days: number): Cut | undefined => cutsOf(days)[cutsOf(days).indexOf(by) + 1];
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
export function queryOf({ of, channel, by, attribution }: HistoryAsk, { from, to }: Span): readonly string[] {
  return [
    `interval=${by}`, `from=${from}`, `to=${to}`, ...(channel === 'voice' ? [] : [`channel=${encodeURIComponent(channel)}`]), ...(attribution === 'arrival' ? [] : [`attribution=${attribution}`]),
    ...(of === null ? [] : of.id === each ? [`by=${of.kind}`] : [`${of.kind}=${encodeURIComponent(of.id)}`]),
  ];
}

/** Pages put together: more intervals of the same lines, then more lines. */
export function joined(pages: readonly MetricSeries[]): MetricSeries | null {
  const [first] = pages;
  if (first === undefined || pages.length === 1) return first ?? null;
  const lines = new Map<string, SeriesLine>();
  for (const { items } of pages) {
    for (const line of items) {
      const known = lines.get(line.of.id);
      lines.set(line.of.id, known === undefined ? line : { ...known, values: [...known.values, ...line.values], provisional: [...known.provisional, ...line.provisional], parts: [...known.parts, ...line.parts], wholes: null, percentiles: null });
    }
  }
  const intervals = [...new Map(pages.flatMap((page) => page.intervals.map((interval) => [interval.from, interval] as const))).values()];
  return { ...first, intervals, items: [...lines.values()], next: pages.at(-1)?.next ?? null };
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
  /** What it is of; '' where that is one thing. */
  readonly name: string;
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
    name: line.of.name, title: series.title, unit: series.unit, formula: series.formula, value: line.value, valueBefore: then?.value ?? null,
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
