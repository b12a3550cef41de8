/** A share with what it is a share of, and how far it can be trusted. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** For 95 % of samples the interval holds the true share. */
const Z = 1.959_963_984_540_054;

/**
 * Wilson's score interval (E. B. Wilson, 1927): right for small samples and for shares near 0 and 1, where the textbook's
 * p ± z·s leaves the scale. Undefined of nothing.
 */
export function wilson(count: number, of: number): Interval | undefined {
  if (of <= 0) return undefined;
  const share = count / of;
  const z2 = Z * Z;
  const middle = (share + z2 / (2 * of)) / (1 + z2 / of);
  const half = (Z / (1 + z2 / of)) * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
