import type { Millis } from '../domain/time.js';

/** The next number in [0, 1) of a stream that its seed fixes for ever. */
export type Chance = () => number;

/** mulberry32: small, quick and even enough for a simulated day. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function happens(chance: Chance, share: number): boolean {
  return chance() < share;
}

/** Evenly between two durations or counts, rounded. */
export function between(chance: Chance, least: number, most: number): number {
  return Math.round(least + chance() * (most - least));
}

/** The gap to the next of events that come independently of each other. */
export function exponential(chance: Chance, mean: Millis): Millis {
  return Math.round(-Math.log(1 - chance()) * mean);
}

/** Patience: with shape > 1 people grow readier to hang up the longer they wait. */
export function weibull(chance: Chance, scale: Millis, shape: number): Millis {
  return Math.round(scale * (-Math.log(1 - chance())) ** (1 / shape));
}

/** Talk times and delays: half below the median, a long tail above. */
export function lognormal(chance: Chance, median: Millis, spread: number): Millis {
  const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
  return Math.round(median * Math.exp(spread * normal));
}

export function pick<Thing>(chance: Chance, things: readonly Thing[]): Thing {
  const thing = things[Math.floor(chance() * things.length)];
  if (thing === undefined) throw new Error('Could not pick from an empty list.');
  return thing;
}

export function pickWeighted<Thing extends { readonly weight: number }>(chance: Chance, things: readonly Thing[]): Thing {
  let left = chance() * things.reduce((sum, thing) => sum + thing.weight, 0);
  for (const thing of things) {
    left -= thing.weight;
    if (left < 0) return thing;
  }
  return pick(chance, things);
}
