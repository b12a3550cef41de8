import type { ExplainedPercentiles, Explanation, ExplainedTerm } from '../../contract/explained.js';
import { duration } from '../text/duration.js';
import { count, percent } from '../text/number.js';
import type { ContactsAsk } from './contacts-ask.js';
import { sides } from './route.js';
import type { Side } from './route.js';

/** How the three sides of a formula are called. */
export const sideWords: Record<Side, string> = { part: 'counts', whole: 'in the whole only', out: 'left out' };

/** The question to the API behind a number of the board: of which queue, agent, team or number, over which window. A flag or state narrows contacts, never a number. */
export function explainQueryOf({ queue, agent, channel, since, place, team, entry, away, attribution, from, to }: ContactsAsk): readonly string[] {
  const named = Object.entries({ queue, agent, channel, place, team, entry, away, attribution, from, to }).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]));
  return since === 'last30' ? [...named, 'last=30m'] : named;
}

/** `node:main` as it is read out. */
export function sayPlace(place: string): string {
  const [kind = '', ...name] = place.split(':');
  return kind === 'unknown' ? 'Where nobody knows' : `${placeWords[kind] ?? kind} ${name.join(':')}`;
}

const placeWords: Readonly<Record<string, string>> = { node: 'Menu node', queue: 'Queue', reason: 'Reason', entry: 'Number' };

/** Why somebody was away, as the API names the reason. */
export const sayAway = (reason: string): string => (reason === 'none' ? 'no reason told' : reason);

/** "80.8 %", "0:32", "12", "4.5 an hour"; null → "–". */
export function sayValue(value: number | null, unit: Explanation['unit']): string {
  if (value === null) return '–';
  switch (unit) {
    case 'share': return `${percent(value)} %`;
    case 'ms': return duration(value);
    case 'per-hour': return `${count(Math.round(value * 10) / 10)} an hour`;
    case 'number': return count(Math.round(value * 10) / 10);
    case 'count': return count(value);
  }
}

/** "half up to 0:32", "9 of 10 up to 2:10" …: how a mean is spread. */
export function spreadOf({ p50, p90, p95, p99, max }: ExplainedPercentiles, unit: Explanation['unit']): readonly (readonly [string, string])[] {
  return ([['half up to', p50], ['9 of 10 up to', p90], ['19 of 20 up to', p95], ['99 of 100 up to', p99], ['the longest', max]] as const).map(([share, value]) => [share, sayValue(value, unit)]);
}

/** A sum of a formula as it is read out: durations as hours and minutes. */
export function sayAmount({ amount, unit }: Pick<ExplainedTerm, 'amount' | 'unit'>): string {
  return unit === 'ms' ? duration(amount) : count(amount);
}

/** All of one side: "860". */
export function sumOf({ outcomes }: Explanation, side: Side): number {
  return outcomes.filter(({ counted }) => counted === side).reduce((total, each) => total + each.count, 0);
}

/** The sides that a number has contacts on. A mean or a count leaves nobody aside that it could name. */
export function sidesOf(told: Explanation): readonly Side[] {
  if (told.outcomes.length > 0) return sides.filter((side) => sumOf(told, side) > 0);
  return told.unit === 'share' ? ['part', 'whole'] : ['part'];
}
