/** 2^32 divided by the golden ratio: multiples of it, cut to 32 bits, spread evenly over all of them (Knuth, vol. 3, 6.4). */
const GOLDEN = 0x9E_37_79_B1;

/**
 * Whether this one of many in a row is traced. The same number always answers the same: an entry's append, its fold and the
 * post that brought it are all there or all not, over restarts too. Of any hundred in a row about `ratio` times a hundred are.
 */
export function isSampled(number: number, ratio: number): boolean {
  return (Math.imul(number, GOLDEN) >>> 0) / 2 ** 32 < ratio;
}
