import { addForetold } from './foretold.js';
import { addSamples } from './samples.js';
import { MOST_QUEUES } from './tally.js';
import type { Counted, LabTally, Side } from './tally.js';

/** Adds what was counted of other contacts: the sums of two halves are the sums of the whole. Changes the first. */
export function addTally(tally: LabTally, other: LabTally): void {
  for (const sum of ['contacts', 'known', 'crowded', 'added', 'gone', 'same'] as const) tally[sum] += other[sum];
  for (const place of [0, 1] as const) {
    addSide(tally.sides[place], other.sides[place]);
    addForetold(tally.foretold[place], other.foretold[place]);
  }
  addCounts(tally.days, other.days);
  addCounts(tally.queues, other.queues, (queue) => (tally.queues.size < MOST_QUEUES || tally.queues.has(queue) ? queue : null));
  addCounts(tally.overlap, other.overlap);
  addCounts(tally.marks, other.marks);
  addSamples(tally.samples, other.samples);
}

function addSide(side: Side, other: Side): void {
  for (const sum of ['flags', 'contacts', 'severe', 'takenBack'] as const) side[sum] += other[sum];
}

function addCounts<Key>(counts: Map<Key, Counted>, others: ReadonlyMap<Key, Counted>, keyOf: (key: Key) => Key = (key) => key): void {
  for (const [name, { contacts, inForce, draft }] of others) {
    const key = keyOf(name);
    const known = counts.get(key);
    counts.set(key, { contacts: contacts + (known?.contacts ?? 0), inForce: inForce + (known?.inForce ?? 0), draft: draft + (known?.draft ?? 0) });
  }
}
