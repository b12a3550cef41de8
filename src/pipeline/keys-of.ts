import { hashesOf, idsIn, personIn } from '../domain/alias.js';
import type { NumberKnown } from '../domain/alias.js';
import { isNumberKey } from '../domain/number-key.js';
import type { StateStore } from '../ports/state-store.js';
import type { Memory } from './memory.js';

/** All keys under which one customer is known. */
export interface Keys {
  /** Under which their journey stands. */
  readonly person: string;
  /** Numbers that are theirs alone, and hashes of them under a key of before. */
  readonly aliases: readonly string[];
  /** Numbers that are others' as well: what goes by these is not theirs. */
  readonly shared: readonly string[];
}

interface Places {
  readonly memory: Pick<Memory, 'journeys' | 'pending'>;
  readonly store: Pick<StateStore, 'journeys' | 'numbersOf'>;
}

/** By any of the keys. What is in memory wins over rows. */
export async function keysOf({ memory, store }: Places, key: string): Promise<Keys> {
  const known = new Map<string, NumberKnown>();
  const look = async (keys: readonly string[]): Promise<void> => {
    const missing: string[] = [];
    for (const each of new Set(keys)) {
      if (known.has(each) || !isNumberKey(each)) continue;
      const held = memory.journeys.get(each);
      known.set(each, held ?? {});
      if (held === undefined) missing.push(each);
    }
    for (const row of missing.length > 0 ? await store.journeys(missing) : []) known.set(row.customer, row);
  };
  await look([key]);
  await look(hashesOf(known, key));
  const person = personIn(known, key);
  const rows = (await store.numbersOf(person)).filter(({ customer }) => !memory.journeys.has(customer)).map(({ customer }) => customer);
  await look([...memory.pending.numbersOf(person), ...rows]);
  await look([...known.keys()].flatMap((number) => hashesOf(known, number)));
  const numbers = [...known.keys()].filter((number) => number !== person);
  return {
    person,
    aliases: numbers.filter((number) => personIn(known, number) === person),
    shared: numbers.filter((number) => personIn(known, number) !== person && idsIn(known.get(number)?.namings ?? []).includes(person)),
  };
}
