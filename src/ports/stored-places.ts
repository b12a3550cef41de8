import type { CohortName } from '../domain/cohort.js';
import type { Sums } from '../domain/metric.js';
import type { Instant } from '../domain/time.js';

/** What a cohort counted, as the readings hold it: by the UTC hour of the contacts' start, of offers by its quarter-hour. */
export interface CohortReading {
  readonly cohort: CohortName;
  readonly at: Instant;
  readonly sums: Sums;
}

/** Stored readings of cohorts to be read through once, beside the pipeline. */
export interface StoredPlaces {
  /** From `from` up to, not including, `to`, in the order of time. */
  cohorts(from: Instant, to: Instant): Promise<readonly CohortReading[]>;
}
