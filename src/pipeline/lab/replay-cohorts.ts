import { cohortId } from '../../domain/cohort.js';
import type { Cohort, CohortName } from '../../domain/cohort.js';
import type { Flag } from '../../domain/flag.js';
import type { Measure, Sums } from '../../domain/metric.js';
import { DAY, HOUR, QUARTER } from '../../domain/time.js';
import type { Instant, Millis } from '../../domain/time.js';
import type { CohortReading } from '../../ports/stored-places.js';
import { detectInCohort } from '../detect-cohort.js';
import { notStored } from './not-stored.js';
import type { Variant } from './variant.js';

/** How far back a rule may look for what is usual, and a little more. */
const REMEMBERED = 30 * DAY;
const WEEK = 7 * DAY;
const nothing: readonly never[] = [];

/** One cohort as time goes by: what it counted, and what each variant has raised of it. */
interface Told {
  readonly cohort: CohortName;
  readonly counted: Map<Instant, Sums>;
  flags: readonly (readonly Flag[])[];
}

/**
 * Tells cohorts again from what their readings came to: each variant is asked at the end of each hour in which somebody passed, of offers of each
 * quarter-hour. What an hour looked like while it went on is not stored; who looks at more than readings fails.
 */
export class CohortsAgain {
  private readonly told = new Map<string, Told>();

  constructor(private readonly variants: readonly Variant[]) {}

  /** In the order of time. What lies before `from` is only what is usual. */
  take(reading: CohortReading, from: Instant): void {
    const { cohort, at, sums } = reading;
    const id = cohortId(cohort);
    let told = this.told.get(id);
    if (!told) this.told.set(id, told = { cohort, counted: new Map(), flags: this.variants.map(() => nothing) });
    told.counted.set(at, sums);
    for (const old of told.counted.keys()) {
      if (old >= at - REMEMBERED) break;
      told.counted.delete(old);
    }
    if (at < from) return;
    // Its last millisecond: the next would be of another hour, or of another day.
    const now = at + spanOf(cohort) - 1;
    const view = viewOf(told, now);
    told.flags = this.variants.map(({ rules, floor }, place) => detectInCohort(rules, view, told.flags[place] ?? nothing, floor, now).flags);
  }

  /** Of each cohort, what each variant raised. */
  * all(): Iterable<{ readonly id: string; readonly cohort: CohortName; readonly flags: readonly (readonly Flag[])[] }> {
    for (const [id, { cohort, flags }] of this.told) yield { id, cohort, flags };
  }
}

export function spanOf({ kind }: CohortName): Millis {
  return kind === 'offer' ? QUARTER : HOUR;
}

function viewOf({ cohort, counted }: Told, now: Instant): Cohort {
  return {
    ...cohort,
    id: cohortId(cohort),
    get waiting(): never { return notStored('who waits'); },
    get atWork(): never { return notStored('who is at work'); },
    arrived: () => notStored('what arrived by the minute'),
    passed: (from, to) => sumOf(counted, from, Math.min(to, now), spanOf(cohort)),
    usual: (hour) => [1, 2, 3, 4].flatMap((weeks) => {
      const sums = rates(counted.get(hour - weeks * WEEK) ?? {});
      return Object.keys(sums).length === 0 ? [] : [sums];
    }),
  };
}

function sumOf(counted: ReadonlyMap<Instant, Sums>, from: Instant, to: Instant, span: Millis): Sums {
  const sums: Partial<Record<Measure, number>> = {};
  for (let at = from; at < to; at += span) {
    for (const [measure, value] of Object.entries(counted.get(at) ?? {}) as [Measure, number][]) sums[measure] = (sums[measure] ?? 0) + value;
  }
  return sums;
}

/** As the pipeline remembers an hour: who passed, and who carried which flag. */
function rates(sums: Sums): Sums {
  return Object.fromEntries(Object.entries(sums).filter(([measure, value]) => value !== 0 && (measure === 'passed' || measure.startsWith('hurt.flag.'))));
}
