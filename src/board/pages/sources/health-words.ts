import type { SourceHealth } from '../../../contract/sources.js';
import { duration } from '../../text/duration.js';
import { count, plural } from '../../text/number.js';

const oneDecimal = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

const DAY = 86_400_000;

/** "40 ms", "1.2 s", "2:10", "12 days": as exact as anyone needs it. */
export function shortly(ms: number): string {
  const size = Math.abs(ms);
  if (size < 1_000) return `${Math.round(size)} ms`;
  if (size < 60_000) return `${oneDecimal.format(size / 1_000)} s`;
  return size < 2 * DAY ? duration(size) : plural(Math.floor(size / DAY), 'day');
}

export function lagWords({ lag }: Pick<SourceHealth, 'lag'>): string {
  if (lag === null) return 'nothing heard in the last ten minutes';
  if (lag.p99Ms <= 0) return 'none';
  return `${shortly(Math.max(0, lag.medianMs))}; one in a hundred ${shortly(lag.p99Ms)} or more`;
}

/** Under two seconds two clocks are the same, as far as events can tell. */
const SAME = 2_000;

export function clockWords({ skewMs, line }: Pick<SourceHealth, 'skewMs' | 'line'>): string {
  if (skewMs === null) return 'not yet known';
  if (skewMs < -SAME) return `${shortly(skewMs)} ahead`;
  if (skewMs <= SAME) return 'agrees with this server’s';
  return line === null ? `${shortly(skewMs)} behind, or its events come that late` : `${shortly(skewMs)} behind`;
}

export function rateWords({ rate: { perMinute, usual } }: Pick<SourceHealth, 'rate'>): string {
  const now = `${perMinuteWords(perMinute)} a minute`;
  if (usual === null) return `${now}; what is usual at this hour is not yet known`;
  const days = usual.by === 'days' ? ', by the last days: this hour of the week is not yet known' : ` in this hour of the week, by ${plural(usual.of, 'week')}`;
  return `${now}; usual ${perMinuteWords(usual.perMinute)}${days}`;
}

function perMinuteWords(perMinute: number): string {
  return perMinute >= 10 ? count(Math.round(perMinute)) : oneDecimal.format(perMinute);
}

/** What needs someone first, then by name. */
export function orderHealth(all: readonly SourceHealth[]): readonly SourceHealth[] {
  const rank = ({ state, trouble }: SourceHealth): number => (state === 'gap' || state === 'silent' ? 0 : trouble !== null ? 1 : 2);
  return all.toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}
