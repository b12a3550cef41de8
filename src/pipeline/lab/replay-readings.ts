import type { CohortName } from '../../domain/cohort.js';
import type { CohortDetector } from '../../domain/detector.js';
import type { Flag } from '../../domain/flag.js';
import { daysBetween } from '../../domain/lab/days.js';
import type { LabResult } from '../../domain/lab/result.js';
import { floorWith } from '../../domain/lab/rule-draft.js';
import { count } from '../../domain/metric.js';
import { DAY } from '../../domain/time.js';
import type { Instant } from '../../domain/time.js';
import type { CohortReading, StoredPlaces } from '../../ports/stored-places.js';
import { CohortDays } from './cohort-days.js';
import { Curves } from './curves.js';
import { CohortsAgain } from './replay-cohorts.js';
import type { StoredReplay } from './replay-stored.js';
import { variantOf } from './variant.js';

/** What is usual is known by the four weeks before. */
const LOOKS_BACK = 28 * DAY;

/**
 * Replays a draft of a rule that looks at readings alone, and what is in force beside it. What is counted is a day of a queue, a menu node, a reason … on which somebody passed;
 * progress is told in days of the window.
 */
export async function replayReadings(stored: StoredPlaces, replay: StoredReplay, rule: CohortDetector): Promise<LabResult> {
  const { floor, request: { draft, from, to }, onProgress } = replay;
  const drafted = floorWith(floor, rule.id, draft);
  const curves = new Curves(rule, floor, drafted, 0);
  const again = new CohortsAgain([variantOf(rule, floor), variantOf(rule, drafted), ...curves.variants]);
  const dayOf = daysBetween(floor.zone, from, to);
  const days = new CohortDays(2 + curves.variants.length);
  const of = Math.ceil((to - from + LOOKS_BACK) / DAY);
  onProgress(0, of);
  for (let at = from - LOOKS_BACK, done = 0; at < to; at += DAY) {
    for (const reading of await stored.cohorts(at, Math.min(at + DAY, to))) {
      if (!rule.kinds.includes(reading.cohort.kind)) continue;
      again.take(reading, from);
      if (reading.at >= from && isSomebody(reading)) days.see(reading.cohort, dayOf(reading.at));
    }
    onProgress(done += 1, of);
  }
  for (const { cohort, flags } of again.all()) {
    for (const [place, own] of flags.entries()) for (const flag of own) if (isOf(flag, cohort, from)) days.put(cohort, dayOf(Math.max(from, flag.since)), place, flag);
  }
  return days.result(curves);
}

/** The hour before the window is asked about once more in its first; a day of an offer may have begun before. */
function isOf(flag: Flag, cohort: CohortName, from: Instant): boolean {
  return (cohort.kind === 'offer' ? flag.raisedAt : flag.since) >= from;
}

/** Of an offer every reading is somebody's word. */
function isSomebody({ cohort, sums }: CohortReading): boolean {
  return cohort.kind === 'offer' ? Object.values(sums).some((value) => (value ?? 0) > 0) : count(sums, 'passed') > 0;
}
