import { cohortId } from '../../domain/cohort.js';
import type { CohortName } from '../../domain/cohort.js';
import type { Flag } from '../../domain/flag.js';
import type { LabResult } from '../../domain/lab/result.js';
import { emptyTally, resultOf, tallyContact } from '../../domain/lab/tally.js';
import type { Instant } from '../../domain/time.js';
import type { Curves } from './curves.js';

/** Customers show nothing of all callers together. */
const unknown = { shown: [], isKnown: false } as const;

interface CohortDay {
  readonly cohort: CohortName;
  readonly day: Instant;
  readonly flags: readonly Flag[][];
}

/** What is counted of a rule about all callers together: days of a queue, a menu node, a reason … on which somebody passed, with what each variant raised. */
export class CohortDays {
  private readonly days = new Map<string, CohortDay>();

  constructor(private readonly variants: number) {}

  /** Somebody passed. */
  see(cohort: CohortName, day: Instant): void {
    this.at(cohort, day);
  }

  put(cohort: CohortName, day: Instant, variant: number, flag: Flag): void {
    this.at(cohort, day).flags[variant]?.push(flag);
  }

  /** The first two variants are what is in force and the draft, the others the points of the curves. */
  result(curves: Curves): LabResult {
    const tally = emptyTally();
    for (const [id, { cohort, day, flags: [inForce = [], draft = [], ...drawn] }] of this.days) {
      curves.count(drawn, unknown);
      tallyContact(tally, {
        id, startedAt: [...draft, ...inForce][0]?.since ?? day, day, queue: cohort.kind === 'queue' ? cohort.name : null,
        inForce, draft, others: [], mark: undefined, aftermath: unknown,
      });
    }
    return resultOf(tally, curves.drawn());
  }

  private at(cohort: CohortName, day: Instant): CohortDay {
    const id = `${cohortId(cohort)} ${day}`;
    let found = this.days.get(id);
    if (!found) this.days.set(id, found = { cohort, day, flags: Array.from({ length: this.variants }, () => []) });
    return found;
  }
}
