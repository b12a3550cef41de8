import type { Cohort, CohortName } from '../domain/cohort.js';
import { cohortId, placeOfCohort } from '../domain/cohort.js';
import type { CohortDetector } from '../domain/detector.js';
import type { Flag, FlagChange, Raised } from '../domain/flag.js';
import type { Floor } from '../domain/floor.js';
import { MINUTE } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { isEnabled, optionsIn } from './catalogue.js';
import type { Rules } from './catalogue.js';
import { earlier } from './detect.js';
import type { Verdict } from './detect.js';

/** What begins again so soon goes on: a queue at the limit would tell of itself every minute. */
const COOLDOWN = 5 * MINUTE;

/** Asks the rules about a cohort. Its flags are episodes: one that is over stays, and what comes after the cooldown is another. */
export function detectInCohort(rules: Rules, cohort: Cohort, before: readonly Flag[], floor: Floor, now: Instant, floorAt = 0): Verdict {
  const flags = [...before];
  const changes: FlagChange[] = [];
  let askAgainAt: Instant | undefined;
  for (const rule of rules.cohort) {
    if (!rule.kinds.includes(cohort.kind) || !isEnabled(rule, floor)) continue;
    const answer = rule.ask(cohort, { now, floor, options: optionsIn(rule, floor) });
    askAgainAt = earlier(askAgainAt, answer.askAgainAt);
    for (const raised of answer.raised) take(flags, changes, rule, cohort, raised, { now, floorAt });
    end(flags, changes, rule, answer.raised, now);
  }
  for (const rule of before) if (!rules.cohort.some(({ id }) => id === rule.rule)) flags.splice(flags.indexOf(rule), 1);
  return { flags, changes, askAgainAt };
}

function take(flags: Flag[], changes: FlagChange[], rule: CohortDetector, cohort: CohortName, raised: Raised, { now, floorAt }: { readonly now: Instant; readonly floorAt: number }): void {
  const known = flags.findLast((flag) => flag.rule === rule.id && isEpisodeOf(flag, raised.subject) && goesOn(flag, now));
  if (!known) {
    const flag: Flag = {
      ...raised, contact: cohortId(cohort), of: 'cohort', rule: rule.id, version: rule.version, ...(floorAt > 0 ? { settings: floorAt } : {}), class: rule.class,
      subject: `${raised.subject}@${now}`, place: { ...placeOfCohort(cohort), ...raised.place }, raisedAt: now,
    };
    flags.push(flag);
    changes.push({ kind: 'raised', flag });
    return;
  }
  const { until: _, ...open } = known;
  const standing: Flag = { ...open, severity: raised.severity, because: raised.because, ...(raised.until === undefined ? {} : { until: raised.until }) };
  if (standing.until === known.until && standing.severity === known.severity && standing.because === known.because) return;
  flags[flags.indexOf(known)] = standing;
  changes.push({ kind: 'updated', flag: standing });
}

/** What is not raised any more: over, or never so where its window lies ahead still. */
function end(flags: Flag[], changes: FlagChange[], rule: CohortDetector, raised: readonly Raised[], now: Instant): void {
  for (const [place, flag] of flags.entries()) {
    if (flag.rule !== rule.id || flag.retractedAt !== undefined || (flag.until !== undefined && flag.until <= now)) continue;
    if (raised.some(({ subject }) => isEpisodeOf(flag, subject))) continue;
    const gone: Flag = flag.until === undefined ? { ...flag, until: now } : { ...flag, retractedAt: now };
    flags[place] = gone;
    changes.push({ kind: flag.until === undefined ? 'updated' : 'retracted', flag: gone });
  }
}

function isEpisodeOf(flag: Flag, subject: string): boolean {
  return flag.subject.slice(0, flag.subject.lastIndexOf('@')) === subject;
}

function goesOn({ until, retractedAt }: Flag, now: Instant): boolean {
  return retractedAt === undefined && (until === undefined || until + COOLDOWN > now);
}
