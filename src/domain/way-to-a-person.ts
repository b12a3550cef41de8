import { percentile, sizeOf } from './histogram.js';
import { bucketsOf } from './menu-map.js';
import type { MenuMap, StepCount } from './menu-map.js';
import { shortestWay } from './shortest-way.js';
import type { MenuPlace } from './menu-step.js';
import type { Millis } from './time.js';

/** What anybody may be told says nothing of so few calls: no small number is shown, and none can be guessed. */
export const LEAST_PUBLIC = 50;

/** What a caller has to do: press a key, or wait where none is needed. */
export type PublicStep = { readonly is: 'press'; readonly key: string } | { readonly is: 'wait' };

export interface PublicWay {
  readonly steps: readonly PublicStep[];
  /** From the first word of the menu to the queue or agent. */
  readonly ms: Millis;
}

/** The shortest way in keys, for anybody. Undefined where traffic is too thin, no way leads to a person, or no source tells what callers press. */
export function publicWay(map: MenuMap, counts: readonly StepCount[]): PublicWay | undefined {
  const way = shortestWay(map, LEAST_PUBLIC);
  if (way === undefined || bucketsOf(counts, 'key.').size === 0) return undefined;
  const steps = way.places.slice(1).flatMap((from, place): PublicStep[] => {
    const to = way.places[place + 2];
    return to === undefined ? [] : [stepOf(map, from, to)];
  });
  return { steps: steps.filter((step, place) => step.is === 'press' || steps[place - 1]?.is !== 'wait'), ms: way.ms };
}

function stepOf({ edges }: MenuMap, from: MenuPlace, to: MenuPlace): PublicStep {
  const key = edges.find((edge) => edge.from === from && edge.to === to)?.key;
  return key === undefined ? { is: 'wait' } : { is: 'press', key };
}

/** Half of the callers needed no longer than that, and nine of ten; undefined of few. */
export interface PublicTimes {
  readonly half: Millis;
  readonly nineOfTen: Millis;
}

export function publicTimes(counts: ReadonlyMap<number, number>): PublicTimes | undefined {
  const [half, nineOfTen] = [percentile(counts, 0.5), percentile(counts, 0.9)];
  return sizeOf(counts) < LEAST_PUBLIC || half === undefined || nineOfTen === undefined ? undefined : { half, nineOfTen };
}
