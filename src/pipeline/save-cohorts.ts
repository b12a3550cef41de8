import type { CohortsAsOf, StoredCohort } from '../ports/state-store.js';
import type { Memory } from './memory.js';
import type { CohortRecord } from './records.js';

/**
 * What each save, of rows or of a slice, has to say of the cohorts: those that changed, and of when all of them are. So what stands in
 * the store is never further than the cohorts that stand beside it, and a start asks them what the run before would have been asked.
 */
export function takeCohorts(memory: Memory): { readonly cohorts: readonly StoredCohort[]; readonly cohortsAsOf: CohortsAsOf | undefined; readonly settle: () => void } {
  const taken = [...memory.pending.cohorts].map((record) => ({ record, stored: toStoredCohort(record) }));
  const settle = (): void => {
    for (const { record, stored } of taken) if (record.flags === stored.flags && record.shadow === stored.shadow && record.rememberedTo === stored.rememberedTo) memory.pending.cohorts.delete(record);
  };
  return { cohorts: taken.map(({ stored }) => stored), cohortsAsOf: asOf(memory), settle };
}

/** While the log is read again, contacts may be folded further than the entry that is read: as far as the cohorts that were restored. */
function asOf({ cohortsAsOf, position, now, cohorts }: Memory): CohortsAsOf | undefined {
  const farthest = position > cohortsAsOf.position ? { position, at: now } : cohortsAsOf;
  // Nothing was folded yet: what is in the store says no more than that.
  if (farthest.at === 0) return undefined;
  const wakes: [string, number][] = [];
  for (const { id, wakeAt } of cohorts.values()) if (wakeAt !== undefined) wakes.push([id, wakeAt]);
  return { ...farthest, wakes };
}

function toStoredCohort({ id, kind, channel, name, asOf, rememberedTo, habits, flags, shadow }: CohortRecord): StoredCohort {
  return { id, kind, channel, name, asOf, rememberedTo, habits: [...habits], flags, ...(shadow && { shadow }) };
}
