import type { Millis } from '../time.js';

/**
 * How much later than it happened something was heard, received − occurred: negative where the sender's clock is ahead. Counted
 * by bucket, each 12 % wider than the one before, from 10 ms on: what is read from it is off by 6 % at the most.
 */
const FIRST = 10;
const A_DOUBLING = 6;

/** How often each bucket was met. */
export type Latenesses = ReadonlyMap<number, number>;

export function latenessBucket(late: Millis): number {
  const size = Math.abs(late);
  return size < FIRST ? 0 : Math.sign(late) * (Math.floor(A_DOUBLING * Math.log2(size / FIRST)) + 1);
}

/** The lateness under which that share of all lies; undefined of nothing. */
export function latenessAt(counts: Latenesses, share: number): Millis | undefined {
  const total = totalOf(counts);
  if (total === 0) return undefined;
  // The place among all in their order, counted from 0.
  let left = Math.min(total - 1, Math.floor(share * total));
  for (const [bucket, count] of [...counts].toSorted(([a], [b]) => a - b)) {
    if (left < count) return middleOf(bucket);
    left -= count;
  }
  return undefined;
}

export function totalOf(counts: Latenesses): number {
  let total = 0;
  for (const count of counts.values()) total += count;
  return total;
}

function middleOf(bucket: number): Millis {
  return bucket === 0 ? 0 : Math.sign(bucket) * Math.round(FIRST * 2 ** ((Math.abs(bucket) - 0.5) / A_DOUBLING));
}

/** With fewer, one event with a wrong time would be the estimate. */
const LEAST = 10;
/** Nothing can be heard before it happens, and hardly anything is held back always: the earliest tell how the clocks differ. */
const EARLIEST = 0.1;

/** A source that comes back tells first what it held back meanwhile: late for some minutes, and its clock is right. */
const SURE: Millis = 2_000;
const TIMES = 3;

/**
 * How far the source's clock is behind ours (negative: ahead), by those of its events that came soonest: what was held back on its
 * way is not among them, nor is one event with a nonsensical time. `minutes`: newest first. Undefined until ten events were heard,
 * and, where they were late, three times so many in different minutes.
 */
export function skewOf(minutes: readonly Latenesses[]): Millis | undefined {
  const soonest = inHandfuls(minutes).map((handful) => latenessAt(handful, EARLIEST) ?? 0);
  const skew = Math.min(...soonest);
  return soonest.length === 0 || (skew > SURE && soonest.length < TIMES) ? undefined : skew;
}

/** Half of a source's events are this late, minute by minute, in half of the minutes: what came at once after a pause is one of them. */
export function usualLateness(minutes: readonly Latenesses[]): Millis | undefined {
  const medians = minutes.flatMap((each) => latenessAt(each, 0.5) ?? []).toSorted((a, b) => a - b);
  return medians.length < 2 ? undefined : medians[(medians.length - 1) >> 1];
}

/** Minutes put together until each holds enough events to tell something. */
function inHandfuls(minutes: readonly Latenesses[]): Latenesses[] {
  const handfuls: Latenesses[] = [];
  let current: Latenesses = new Map();
  for (const each of minutes) {
    current = togetherOf([current, each]);
    if (totalOf(current) < LEAST) continue;
    handfuls.push(current);
    current = new Map();
  }
  return handfuls;
}

export function togetherOf(all: readonly Latenesses[]): Latenesses {
  const sum = new Map<number, number>();
  for (const each of all) for (const [bucket, count] of each) sum.set(bucket, (sum.get(bucket) ?? 0) + count);
  return sum;
}
