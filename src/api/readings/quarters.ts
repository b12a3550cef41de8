import type { Attribution, Measure, ReadingKey, Sums } from '../../domain/metric.js';
import { hasOwnInstant } from '../../domain/own-instant.js';
import { DAY, QUARTER, quarterOf } from '../../domain/time.js';
import type { Instant } from '../../domain/time.js';
import type { LiveState } from '../../ports/live-state.js';
import type { ApiParts } from '../parts.js';
import type { Window } from './answer.js';

export type Cell = Partial<Record<Measure, number>>;

/** How far back the memory's own readings are whole for sure: they hold three days. */
const IN_MEMORY = 2 * DAY;

/**
 * What was counted under the keys of one subject, taken together: of the last two days from memory, which has it whole, so
 * that a save going on cannot be counted twice; of the time before from the stored readings and what they do not hold yet.
 */
export class Quarters {
  private readonly old = new Map<Instant, Cell>();

  constructor(
    private readonly state: LiveState, private readonly keys: readonly ReadingKey[], private readonly attribution: Attribution, private readonly border: Instant,
  ) {}

  /** Takes in a stored reading of one of our keys. */
  take(quarter: Instant, measure: Measure, value: number): void {
    this.put(quarter, { [measure]: value });
  }

  takeUnsaved(from: Instant, to: Instant): void {
    for (const key of this.keys) for (const [quarter, sums] of this.state.unsaved.cellsOf(this.attribution, key, from, to)) this.put(quarter, sums);
  }

  sums({ from, to }: Window): Sums {
    const { state, attribution, border } = this;
    const total: Cell = {};
    for (let at = from; at < Math.min(to, border); at += QUARTER) add(total, this.old.get(at) ?? {});
    if (to > border) for (const key of this.keys) add(total, state.daily.sums(attribution, key, Math.max(from, border), to));
    return total;
  }

  private put(quarter: Instant, sums: Sums): void {
    const cell = this.old.get(quarter) ?? {};
    add(cell, sums);
    this.old.set(quarter, cell);
  }
}

/** Where readings are read. */
export type ReadingParts = Pick<ApiParts, 'state' | 'store' | 'clock'>;

/** Every key that begins so and was counted in the window, or may have been. */
export async function keysBeginning({ state, store, clock }: ReadingParts, prefix: string, { from, to }: Window): Promise<readonly ReadingKey[]> {
  const border = quarterOf(clock.now()) - IN_MEMORY;
  const old = from < border ? await store.readingKeys(prefix, from, Math.min(to, border)) : [];
  const recent = [...state.daily.keys('arrival'), ...state.unsaved.keys('arrival')].filter((key) => key.startsWith(prefix));
  return [...new Set([...old, ...recent])];
}

/** What one subject counted in a window. */
export type SumsOf = (window: Window) => Sums;

/**
 * The sums of each set of keys. What counts at an instant of its own stands under `arrival`, and says the same whichever attribution
 * is asked for.
 */
export async function readSubjects(parts: ReadingParts, keySets: readonly (readonly ReadingKey[])[], attribution: Attribution, window: Window): Promise<readonly SumsOf[]> {
  const asked = await readQuarters(parts, keySets, attribution, window);
  if (attribution === 'arrival') return asked.map((quarters) => (each) => quarters.sums(each));
  const own = await readQuarters(parts, keySets, 'arrival', window);
  return asked.map((quarters, place) => (each) => ({ ...quarters.sums(each), ...ownIn(own[place]?.sums(each) ?? {}) }));
}

function ownIn(sums: Sums): Sums {
  return Object.fromEntries(Object.entries(sums).filter(([measure]) => hasOwnInstant(measure as Measure)));
}

export async function readQuarters({ state, store, clock }: ReadingParts, keySets: readonly (readonly ReadingKey[])[], attribution: Attribution, { from, to }: Window): Promise<readonly Quarters[]> {
  const border = quarterOf(clock.now()) - IN_MEMORY;
  const all = keySets.map((keys) => new Quarters(state, keys, attribution, border));
  const of = { attribution, keys: keySets.flat() };
  const readers = new Map<ReadingKey, Quarters[]>();
  for (const [place, keys] of keySets.entries()) for (const key of keys) readers.set(key, [...readers.get(key) ?? [], all[place] as Quarters]);
  // A day at a time: a month's readings of all queues at once would fill the memory.
  for (let at = from; at < Math.min(to, border); at += DAY) {
    const end = Math.min(to, border, at + DAY);
    await state.betweenSaves(async () => {
      for (const { quarter, key, measure, value } of await store.readings(at, end, of)) {
        for (const quarters of readers.get(key) ?? []) quarters.take(quarter, measure, value);
      }
      for (const quarters of all) quarters.takeUnsaved(at, end);
    });
  }
  return all;
}

/** Adds to a total in place. */
export function add(total: Cell, sums: Sums): void {
  for (const [measure, value] of Object.entries(sums) as [Measure, number][]) total[measure] = (total[measure] ?? 0) + value;
}
