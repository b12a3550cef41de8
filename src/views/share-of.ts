import type { ShareOf } from '../contract/surveys.js';
import { wilson } from '../domain/interval.js';
import type { Part } from '../domain/perception.js';

/** A share with its interval; null where there are fewer than `least`. */
export function shareOf({ count, of }: Part, least: number): ShareOf {
  const interval = of < least ? undefined : wilson(count, of);
  return { value: interval === undefined ? null : count / of, low: interval?.low ?? null, high: interval?.high ?? null, count, of };
}
