import { DAY, QUARTER, quarterOf, SECOND } from './time.js';
import type { Instant, Millis } from './time.js';

/**
 * What traffic taught, as a part of the settings: an entry of the log, effective from there. A rule that sees one contact may lean on
 * it, because a rebuild reads the same entry at the same place.
 */
export interface Learned {
  /** When it was written down last; 0: never. */
  readonly at: Instant;
  /** By number that callers dial: how long the shortest way to a queue or an agent takes, oldest first. */
  readonly ways: Readonly<Record<string, readonly KnownWay[]>>;
}

/** Of contacts that begin from `since` on; null: too few callers walked it to say. */
export interface KnownWay {
  readonly since: Instant;
  readonly ms: Millis | null;
}

export const noLearned: Learned = { at: 0, ways: {} };

/** Numbers of which it is known, the busiest, and values of each: it stands in every version of the settings. */
const MOST_NUMBERS = 200;
const MOST_VALUES = 8;
/** One entry a day at the most. */
export const LEARNS_EVERY = DAY;
/** What differs by less is the same way on another day. */
const SHARE = 0.2;
const LEAST = 5 * SECOND;
/** A number of which nothing was known for so long is forgotten. */
const FORGOTTEN = 92 * DAY;

/**
 * The shortest way of a number as it was known when a contact began: what is learned later changes nothing of what was said of it.
 * Undefined where it was not known then.
 */
export function wayKnownAt({ ways }: Learned, entry: string | undefined, at: Instant): Millis | undefined {
  if (entry === undefined || !Object.hasOwn(ways, entry)) return undefined;
  return ways[entry]?.findLast(({ since }) => since <= at)?.ms ?? undefined;
}

/** As if the oldest value of each number had always been known: for who asks what today's settings would have said of calls of before. */
export function knownForEver(learned: Learned): Learned {
  return { ...learned, ways: Object.fromEntries(Object.entries(learned.ways).map(([entry, values]) => [entry, values.map((value, place) => (place === 0 ? { ...value, since: -Infinity } : value))])) };
}

export function isDue({ at }: Learned, now: Instant): boolean {
  return now - at >= LEARNS_EVERY;
}

/**
 * What is to be written down after what was found now, by number, the busiest first: undefined where too little differs, or something
 * was written down within a day. It holds for contacts that begin in the next whole quarter-hour, so for none that has begun.
 */
export function learnAnew(before: Learned, found: ReadonlyMap<string, Millis>, now: Instant): Learned | undefined {
  if (!isDue(before, now)) return undefined;
  const since = quarterOf(now) + QUARTER;
  const wanted = [...found].slice(0, MOST_NUMBERS);
  const names = new Set([...wanted.map(([entry]) => entry), ...Object.keys(before.ways)]);
  let differs = false;
  const ways = [...names].flatMap((entry): readonly (readonly [string, readonly KnownWay[]])[] => {
    const known = (Object.hasOwn(before.ways, entry) ? before.ways[entry] : undefined) ?? [];
    const ms = wanted.find(([name]) => name === entry)?.[1] ?? null;
    const last = known.at(-1);
    if (isSameWay(last?.ms ?? null, ms)) return known.length === 0 || (ms === null && (last?.since ?? 0) < now - FORGOTTEN) ? [] : [[entry, known]];
    differs = true;
    return [[entry, [...known, { since, ms: ms === null ? null : Math.round(ms / SECOND) * SECOND }].slice(-MOST_VALUES)]];
  });
  return differs ? { at: now, ways: Object.fromEntries(ways) } : undefined;
}

function isSameWay(known: Millis | null, found: Millis | null): boolean {
  if (known === null || found === null) return known === found;
  return Math.abs(found - known) <= Math.max(LEAST, SHARE * known);
}
