import { idsIn, personOf } from '../domain/alias.js';
import { isNumberKey } from '../domain/number-key.js';
import type { StateStore } from '../ports/state-store.js';
import type { Memory } from './memory.js';

/** All keys under which one customer is known. */
export interface Keys {
  /** Under which their journey stands. */
  readonly person: string;
  /** Numbers that are theirs alone. */
  readonly aliases: readonly string[];
  /** Numbers that are others' as well: what goes by these is not theirs. */
  readonly shared: readonly string[];
}

/** By any of the keys. What is in memory wins over rows. */
export async function keysOf({ memory, store }: { readonly memory: Pick<Memory, 'journeys' | 'pending'>; readonly store: Pick<StateStore, 'journeys' | 'numbersOf'> }, key: string): Promise<Keys> {
  const held = memory.journeys.get(key) ?? (isNumberKey(key) ? (await store.journeys([key]))[0] : undefined);
  const person = isNumberKey(key) ? personOf(key, held?.namings) : key;
  if (isNumberKey(person)) return { person, aliases: [], shared: [] };
  const rows = (await store.numbersOf(person)).filter(({ customer }) => !memory.journeys.has(customer));
  const numbers = [...memory.pending.numbersOf(person)].flatMap((number) => memory.journeys.get(number) ?? []).map(({ journey, namings }) => ({ customer: journey.customer, namings }));
  const all = [...numbers, ...rows].map(({ customer, namings }) => ({ customer, ids: idsIn(namings ?? []) })).filter(({ ids }) => ids.includes(person));
  return { person, aliases: all.filter(({ ids }) => ids.length === 1).map(({ customer }) => customer), shared: all.filter(({ ids }) => ids.length > 1).map(({ customer }) => customer) };
}
