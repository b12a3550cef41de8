import type { Cohort } from '../domain/cohort.js';
import { cohortDetector } from '../domain/detector.js';
import type { Answer } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import { count } from '../domain/metric.js';
import type { Measure, Sums } from '../domain/metric.js';
import { hourOf } from '../domain/place.js';
import { HOUR } from '../domain/time.js';
import type { Instant } from '../domain/time.js';

export const spike = cohortDetector({
  id: 'spike',
  version: 1,
  title: 'More than usual',
  class: 'alert',
  rule: 'A flag is raised on more than twice the share of contacts than in the same hour of the weeks before, at 10 contacts or more.',
  action: 'Look at what has changed here since: a release, a campaign, a letter, an outage.',
  options: {
    times: { default: 2, min: 1.1, max: 100, says: 'How many times the usual share is a spike.' },
    contacts: { default: 10, min: 2, max: 10_000, says: 'How many contacts of the hour must be over before a share says anything.' },
    flags: { default: 5, min: 1, max: 10_000, says: 'How many of them must carry the flag: two of ten may be chance.' },
    weeks: { default: 1, min: 1, max: 4, says: 'From how many weeks on what is usual is known.' },
  },
  kinds: ['queue', 'node', 'reason', 'entry', 'flow'],
  looksAt: 'readings',
  ask(cohort, { now, floor, options }): Answer {
    const limits = options(cohort.kind === 'queue' ? cohort.name : undefined);
    const hours = [hourOf(now) - HOUR, hourOf(now)].map((hour) => ({ hour, sums: cohort.passed(hour, hour + HOUR) }));
    const raised = hours.flatMap(({ hour, sums }) => spikesIn(cohort, hour, sums, limits, floor));
    return { raised, ...(count(hours[1]?.sums ?? {}, 'passed') > 0 ? { askAgainAt: hourOf(now) + HOUR } : {}) };
  },
});

interface Limits {
  readonly times: number;
  readonly contacts: number;
  readonly flags: number;
  readonly weeks: number;
}

/** One for each rule. It stays until the hour after has passed: until then, what comes late may show that it was none. */
function spikesIn(cohort: Cohort, hour: Instant, sums: Sums, { times, contacts, flags, weeks }: Limits, floor: Floor): Answer['raised'] {
  const passed = count(sums, 'passed');
  const usual = cohort.usual(hour);
  if (passed < contacts || usual.length < weeks) return [];
  const usualPassed = usual.reduce((sum, each) => sum + count(each, 'passed'), 0);
  return rulesIn(sums).flatMap(({ rule, measure }) => {
    const hurt = count(sums, measure);
    const usualHurt = usual.reduce((sum, each) => sum + count(each, measure), 0);
    const share = usualHurt / Math.max(1, usualPassed);
    if (hurt < flags || hurt / passed <= times * share) return [];
    return [{
      subject: `${rule}@${hour}`,
      since: hour,
      until: hour + 2 * HOUR,
      severity: hurt / passed > 2 * times * share ? 'severe' as const : 'warning' as const,
      because: `${rule} on ${percent(hurt / passed)} of ${passed} contacts ${whereOf(cohort, floor)} this hour, ${percent(share)} at this time of the week`,
      place: {},
    }];
  });
}

function rulesIn(sums: Sums): readonly { readonly rule: string; readonly measure: Measure }[] {
  return Object.keys(sums).filter((measure) => measure.startsWith('hurt.flag.')).toSorted()
    .map((measure) => ({ rule: measure.slice('hurt.flag.'.length), measure: measure as Measure }));
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function whereOf({ kind, name }: Cohort, floor: Floor): string {
  switch (kind) {
    case 'queue': return `in ${nameOf(floor.queues, name)}`;
    case 'node': return `at ${nameOf(floor.nodes, name)}`;
    case 'entry': return `on ${nameOf(floor.entries, name)}`;
    case 'reason': return `about ${name}`;
    case 'flow': return `through ${name}`;
    case 'offer': return `about the offer ${name}`;
  }
}
