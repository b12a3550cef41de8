/** A share with what it is a share of, and how far it can be trusted. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** For 95 % of samples the interval holds the true share. */
export const Z = 1.959_963_984_540_054;

/**
 * Wilson's score interval (E. B. Wilson, 1927): right for small samples and for shares near 0 and 1, where the textbook's
 * p ± z·s leaves the scale. Undefined of nothing. `z`: how many standard deviations wide.
 */
export function wilson(count: number, of: number, z: number = Z): Interval | undefined {
  if (of <= 0) return undefined;
  const share = count / of;
  const z2 = z * z;
  const middle = (share + z2 / (2 * of)) / (1 + z2 / of);
  const half = (z / (1 + z2 / of)) * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/**
 * The difference of two shares of different samples, first minus second: Wilson's limits of both, squared and added
 * (R. G. Newcombe, Interval estimation for the difference between independent proportions, 1998, method 10). Undefined where one is of nothing.
 */
export function difference(first: Counted, second: Counted): (Interval & { readonly value: number }) | undefined {
  const a = wilson(first.count, first.of);
  const b = wilson(second.count, second.of);
  if (a === undefined || b === undefined) return undefined;
  const [p, q] = [first.count / first.of, second.count / second.of];
  return { value: p - q, low: p - q - Math.hypot(p - a.low, b.high - q), high: p - q + Math.hypot(a.high - p, q - b.low) };
}

export interface Counted {
  readonly count: number;
  readonly of: number;
}

/**
 * The difference of two shares of the same things: both say yes, only the first, only the second, neither. What the two have in
 * common (φ) is taken out (R. G. Newcombe, Improved confidence intervals for the difference between binomial proportions based on
 * paired data, 1998, method 8). At least one thing.
 */
export function pairedDifference(both: number, onlyFirst: number, onlySecond: number, neither: number): Interval {
  const of = both + onlyFirst + onlySecond + neither;
  const [p, q] = [(both + onlyFirst) / of, (both + onlySecond) / of];
  const a = wilson(both + onlyFirst, of) ?? { low: 0, high: 1 };
  const b = wilson(both + onlySecond, of) ?? { low: 0, high: 1 };
  const margins = (both + onlyFirst) * (onlySecond + neither) * (both + onlySecond) * (onlyFirst + neither);
  const phi = margins === 0 ? 0 : (both * neither - onlyFirst * onlySecond) / Math.sqrt(margins);
  const apart = (up: number, down: number): number => Math.sqrt(Math.max(0, up * up - 2 * phi * up * down + down * down));
  return { low: p - q - apart(p - a.low, b.high - q), high: p - q + apart(a.high - p, q - b.low) };
}
