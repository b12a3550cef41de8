import { hourOf } from '../place.js';
import { DAY, HOUR } from '../time.js';
import type { Instant } from '../time.js';
import { WEEKS, weeksBefore } from '../weeks.js';

/** Events of a source by the hour's beginning; an hour that is not in it had none. */
export interface Hours {
  readonly counts: ReadonlyMap<Instant, number>;
  /** The first hour that is known of it. */
  readonly since: Instant;
}

/** What is usual in an hour. `days`: the weeks are not known yet, and the same hour of the last days stands for them. */
export interface Usual {
  readonly perHour: number;
  readonly by: 'weeks' | 'days';
  /** How many of them are behind it. */
  readonly of: number;
}

/** One week or day alone may have been a holiday, or the day of the move. */
const LEAST = 2;
const DAYS = 7;
/** So many hours of a source are kept: four weeks, and what a change of the clocks moves. */
export const KEPT_HOURS = WEEKS * 7 * 24 + 2;

/**
 * The median of the same hour of up to four weeks before, by the center's wall clock (of an even number the lower: who is usually
 * quiet every other week is not missed). Until two weeks are known the same hour of the last seven days; undefined before that.
 */
export function usualOf(hours: Hours, at: Instant, zone: string): Usual | undefined {
  const hour = hourOf(at);
  const weeks = known(hours, sameHours(hour, zone));
  if (weeks.length >= LEAST) return { perHour: lowerMedian(weeks), by: 'weeks', of: weeks.length };
  const days = known(hours, Array.from({ length: DAYS }, (_, index) => hour - (index + 1) * DAY));
  return days.length >= LEAST ? { perHour: lowerMedian(days), by: 'days', of: days.length } : undefined;
}

/** `usualOf` one source, looked up or remembered: an hour's is the same for as long as it lasts. */
export type UsualAt = (hour: Instant) => Usual | undefined;

/** How many events usually come from then to then; undefined where an hour of it is not known. */
export function usualBetween(usualAt: UsualAt, from: Instant, to: Instant): number | undefined {
  let sum = 0;
  for (let hour = hourOf(from); hour < to; hour += HOUR) {
    const usual = usualAt(hour);
    if (usual === undefined) return undefined;
    sum += usual.perHour * (Math.min(to, hour + HOUR) - Math.max(from, hour)) / HOUR;
  }
  return sum;
}

const looked = new Map<string, readonly Instant[]>();
const MOST_LOOKED = 500;

/** The same for every source, and formatting dates costs most of it: 200 quiet ones took 0.3 s. */
function sameHours(hour: Instant, zone: string): readonly Instant[] {
  const key = `${zone} ${hour}`;
  let hours = looked.get(key);
  if (hours === undefined) {
    if (looked.size >= MOST_LOOKED) looked.clear();
    looked.set(key, hours = Array.from({ length: WEEKS }, (_, index) => weeksBefore(hour, index + 1, zone)));
  }
  return hours;
}

/** The first hour was heard in part only: it is not one of those that are compared. */
function known({ counts, since }: Hours, hours: readonly Instant[]): number[] {
  return hours.filter((hour) => hour > since).map((hour) => counts.get(hour) ?? 0);
}

function lowerMedian(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[(values.length - 1) >> 1] ?? 0;
}
