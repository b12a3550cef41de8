import type { Attribution, Measure, ReadingKey, Sums } from '../../domain/metric.js';
import { DAY, QUARTER, quarterOf } from '../../domain/time.js';
import type { Instant } from '../../domain/time.js';
import type { ApiParts } from '../parts.js';
import type { Window } from './answer.js';

type Cell = Partial<Record<Measure, number>>;

/** How far back the memory's own readings are whole for sure: they hold three days. */
const IN_MEMORY = 2 * DAY;

/** Sums by quarter-hour, of the keys of one subject taken together. */
export class Quarters {
  private readonly cells = new Map<Instant, Cell>();

  add(quarter: Instant, sums: Sums): void {
    const cell = this.cells.get(quarter) ?? {};
    for (const [measure, value] of Object.entries(sums) as [Measure, number][]) cell[measure] = (cell[measure] ?? 0) + value;
    this.cells.set(quarter, cell);
  }

  sums({ from, to }: Window): Sums {
    const total = new Quarters();
    for (let at = from; at < to; at += QUARTER) total.add(0, this.cells.get(at) ?? {});
    return total.cells.get(0) ?? {};
  }
}

/**
 * What was counted in a window: of the last two days from memory, which has it whole, so that a save going on cannot be
 * counted twice; of the time before from the stored readings and what they do not hold yet.
 */
export async function readQuarters({ state, store, clock }: ApiParts, keySets: readonly (readonly ReadingKey[])[], attribution: Attribution, { from, to }: Window): Promise<readonly Quarters[]> {
  const border = Math.min(to, Math.max(from, quarterOf(clock.now()) - IN_MEMORY));
  const all = keySets.map(() => new Quarters());
  // A day at a time: a month's readings of all keys at once would fill the memory.
  for (let at = from; at < border; at += DAY) {
    for (const { quarter, attribution: by, key, measure, value } of await store.readings(at, Math.min(border, at + DAY))) {
      if (by === attribution) keySets.forEach((keys, index) => keys.includes(key) && all[index]?.add(quarter, { [measure]: value }));
    }
  }
  keySets.forEach((keys, index) => keys.forEach((key) => {
    for (let at = from; at < to; at += QUARTER) {
      const view = at < border ? state.unsaved : state.daily;
      all[index]?.add(at, view.sums(attribution, key, at, at + QUARTER));
    }
  }));
  return all;
}
