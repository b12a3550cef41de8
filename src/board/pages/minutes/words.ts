import type { MinutesLine, MinutesPeriod, MinutesSums, MinutesView } from '../../../contract/minutes.js';
import { count } from '../../text/number.js';

/** The ways to cut what was lost, in the order in which the page offers them. */
export const ways = ['places', 'owners', 'reasons', 'entries'] as const;
export type Way = (typeof ways)[number];
export const wayWords: Readonly<Record<Way, string>> = { places: 'Where', owners: 'Whose', reasons: 'About what', entries: 'Number called' };
export const periodWords: Readonly<Record<MinutesPeriod, string>> = { week: 'the last seven days', day: 'the last 24 hours' };

/** "1,240", "3.5" under ten minutes, "0" of nothing, "under 0.1". */
export function minutes(ms: number): string {
  const all = ms / 60_000;
  if (all >= 10 || all === 0) return count(Math.round(all));
  return all < 0.1 ? 'under 0.1' : String(Math.round(all * 10) / 10);
}

/** "23 % more than usual"; "as usual" under one per cent; null where no week before is known. */
export function trendText({ trend }: Pick<MinutesSums, 'trend'>): string | null {
  if (trend === null) return null;
  const percent = Math.round(Math.abs(trend) * 100);
  return percent === 0 ? 'as usual' : `${count(percent)} % ${trend > 0 ? 'more' : 'less'}`;
}

/** The weeks before, the oldest first, and this one: as a line is drawn. */
export function line({ weeks, ms }: Pick<MinutesSums, 'weeks' | 'ms'>): readonly (number | null)[] {
  return [...weeks.toReversed(), ms];
}

export const partWords = { menuMs: 'menus', waitMs: 'waiting', holdMs: 'hold', repeatMs: 'came back', betweenMs: 'unknown' } as const;
export type Part = keyof typeof partWords;
export const parts = Object.keys(partWords) as readonly Part[];

/** Of what a sum is made, the most first: "menus 40 %, waiting 35 %". */
export function madeOf(sums: MinutesSums): string {
  return parts.filter((part) => sums[part] > 0).toSorted((a, b) => sums[b] - sums[a])
    .map((part) => `${partWords[part]} ${Math.round((sums[part] / sums.ms) * 100)} %`).join(', ');
}

/** What else is to be known of the total: what it leaves out. */
export function leftOut({ closedMs, unknownContacts }: Pick<MinutesView, 'closedMs' | 'unknownContacts'>): readonly string[] {
  return [
    ...(closedMs === 0 ? [] : [`${minutes(closedMs)} minutes of calls while closed are counted apart`]),
    ...(unknownContacts === 0 ? [] : [`of ${count(unknownContacts)} contacts nobody knows how long they were`]),
  ];
}

const kinds: Readonly<Record<MinutesLine['kind'], string>> = { node: 'menu', queue: 'queue', reason: 'reason', entry: 'number', owner: '', unknown: '' };
export const kindWord = ({ kind }: Pick<MinutesLine, 'kind'>): string => kinds[kind];
