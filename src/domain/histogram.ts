/**
 * Whole numbers (milliseconds, keys pressed) as counts by bucket, so that they can be added up and taken out again. Up to 63 each
 * has a bucket of its own; from there each doubling is cut into 32 equal parts, so that a percentile read from them is off by one
 * part in 64 (1.6 %) at most. Only whole numbers are reckoned with: every machine finds the same bucket.
 */
const EXACT = 64;
const PARTS = 32;
/** 2^5 parts, and the first doubling that is cut begins at 2^6. */
const PARTS_BITS = 5;
const EXACT_BITS = 6;
/** The last bucket takes all that is longer: 24 days. */
const LARGEST = 2 ** 31 - 1;

/** The number of the bucket that holds it. */
export function bucketOf(value: number): number {
  const whole = Math.min(LARGEST, Math.max(0, Math.round(value)));
  if (whole < EXACT) return whole;
  const doubling = 31 - Math.clz32(whole);
  return EXACT + (doubling - EXACT_BITS) * PARTS + (whole >> (doubling - PARTS_BITS)) - PARTS;
}

/** The whole number in the middle of a bucket: what is told of all that it holds. */
export function middleOf(bucket: number): number {
  if (bucket < EXACT) return bucket;
  const doubling = EXACT_BITS + Math.floor((bucket - EXACT) / PARTS);
  const width = 2 ** (doubling - PARTS_BITS);
  return (PARTS + ((bucket - EXACT) % PARTS)) * width + Math.floor(width / 2);
}

/**
 * The number that the share of all do not exceed, by the nearest rank (the smallest of them for which that holds); undefined of
 * nothing. `counts`: by bucket.
 */
export function percentile(counts: ReadonlyMap<number, number>, share: number): number | undefined {
  const rank = Math.max(1, Math.ceil(share * sizeOf(counts)));
  let below = 0;
  for (const bucket of [...counts.keys()].toSorted((a, b) => a - b)) {
    below += counts.get(bucket) ?? 0;
    if (below >= rank) return middleOf(bucket);
  }
  return undefined;
}

export function sizeOf(counts: ReadonlyMap<number, number>): number {
  let size = 0;
  for (const count of counts.values()) size += count;
  return size;
}
