import { cohortIn } from '../../src/domain/cohort.js';
import type { Measure } from '../../src/domain/metric.js';
import type { CohortReading, StoredPlaces } from '../../src/ports/stored-places.js';
import type { MemoryStore } from './memory-store.js';

/** The readings of a store in memory, as the lab reads them. */
export function placesIn(store: MemoryStore): StoredPlaces {
  return {
    async cohorts(from, to) {
      const found = new Map<string, CohortReading & { readonly sums: Partial<Record<Measure, number>> }>();
      for (const { quarter, attribution, key, measure, value } of await store.readings(from, to)) {
        const cohort = attribution === 'arrival' ? cohortIn(key) : undefined;
        if (cohort === undefined) continue;
        const name = `${quarter} ${key}`;
        let reading = found.get(name);
        if (!reading) found.set(name, reading = { cohort, at: quarter, sums: {} });
        reading.sums[measure] = (reading.sums[measure] ?? 0) + value;
      }
      return [...found.values()].toSorted((a, b) => a.at - b.at);
    },
  };
}
