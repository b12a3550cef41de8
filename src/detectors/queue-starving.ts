import { isOpen } from '../domain/calendar.js';
import type { Cohort } from '../domain/cohort.js';
import { cohortDetector, quiet } from '../domain/detector.js';
import type { Answer } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import { lettersOf } from '../domain/letters.js';
import { clock, MINUTE, seconds } from '../domain/time.js';
import type { Instant } from '../domain/time.js';

export const queueStarving = cohortDetector({
  id: 'queue-starving',
  version: 1,
  title: 'Queue starving',
  class: 'alert',
  rule: 'More than 2 callers wait for each agent at work, or any where none is; or the longest of several waits more than 2 minutes; or under 60 % were served in time over 15 minutes.',
  action: 'Bring agents to this queue, from breaks or from queues that are well; or offer call-backs.',
  options: {
    perAgent: { default: 2, min: 1, max: 100, says: 'How many callers may wait for each agent who is signed in and not away.' },
    longest: { default: 120, min: 1, max: 7_200, says: 'The seconds that the longest may wait.' },
    longestOf: { default: 2, min: 1, max: 1_000, says: 'How many must wait before the longest wait counts: that a single caller waits is told on the call.' },
    level: { default: 0.6, min: 0, max: 1, says: 'The share served in time, over 15 minutes, below which the queue is starving.' },
    contacts: { default: 10, min: 1, max: 1_000, says: 'How many contacts must have been settled in 15 minutes before that share says anything.' },
  },
  kinds: ['queue'],
  looksAt: 'moments',
  ask(cohort, { now, floor, options }): Answer {
    if (!isOpen(floor, floor.queues[cohort.name]?.calendar, now)) return quiet;
    const limits = options(cohort.name);
    const lately = levelOf(cohort, now, floor);
    const reasons = [
      crowdIn(cohort, limits.perAgent),
      waitIn(cohort, now, seconds(limits.longest), limits.longestOf),
      lately.of >= limits.contacts && lately.served < limits.level * lately.of
        ? { since: lately.from, says: `${Math.floor((100 * lately.served) / lately.of)} % of ${lately.of} served in time over 15 minutes`, isSevere: false } : undefined,
    ].filter((reason) => reason !== undefined);
    const next = nextAsk(cohort, lately.of, now, seconds(limits.longest));
    const asking = next === undefined ? {} : { askAgainAt: next };
    if (reasons.length === 0) return { raised: [], ...asking };
    return {
      raised: [{
        subject: 'queue',
        since: Math.min(...reasons.map(({ since }) => since)),
        severity: reasons.some(({ isSevere }) => isSevere) ? 'severe' : 'warning',
        because: `${nameOf(floor.queues, cohort.name)}: ${reasons.map(({ says }) => says).join(', ')}`,
        place: { queue: cohort.name },
      }],
      ...asking,
    };
  },
});

interface Reason {
  readonly since: Instant;
  readonly says: string;
  readonly isSevere: boolean;
}

/** Where nobody was ever heard of who works the queue, nobody knows whether there are enough. */
function crowdIn({ waiting, atWork }: Cohort, perAgent: number): Reason | undefined {
  const first = atWork === undefined ? undefined : waiting[perAgent * atWork];
  if (first === undefined || atWork === undefined) return undefined;
  if (atWork === 0) return { since: first, says: `${atLeast(waiting.length)} waiting and nobody at work`, isSevere: true };
  return { since: first, says: `${atLeast(waiting.length)} waiting for ${atWork} at work`, isSevere: waiting.length > 3 * perAgent * atWork };
}

function waitIn({ waiting }: Cohort, now: Instant, longest: number, of: number): Reason | undefined {
  const [first] = waiting;
  return first !== undefined && waiting.length >= of && now - first > longest ? { since: first + longest, says: `the longest for more than ${clock(longest)}`, isSevere: false } : undefined;
}

/** `served_in_time` over 15 whole minutes, so that the answer stays the same from one minute to the next. */
function levelOf(cohort: Cohort, now: Instant, { directAnswers }: Floor): { readonly served: number; readonly of: number; readonly from: Instant } {
  const to = now - (now % MINUTE);
  const letters = lettersOf({ sums: cohort.arrived(to - 15 * MINUTE, to), waiting: { now: 0, pastThreshold: 0 }, directAnswers });
  return { served: letters.answeredInTime, of: letters.answered + letters.abandoned - letters.abandonedShort + letters.turnedAway, from: to - 15 * MINUTE };
}

/** The next full minute while there is something to count, and when the longest has waited too long. */
function nextAsk({ waiting, arrived }: Cohort, counted: number, now: Instant, longest: number): Instant | undefined {
  const minute = now - (now % MINUTE) + MINUTE;
  const isBusy = counted > 0 || Object.keys(arrived(minute - 16 * MINUTE, minute)).length > 0;
  const passes = (waiting[0] ?? -Infinity) + longest + 1;
  const at = Math.min(isBusy ? minute : Infinity, passes > now ? passes : Infinity);
  return at === Infinity ? undefined : at;
}

/** Rounded down, so that a queue that fills up is told of at steps and not at each caller. */
function atLeast(count: number): string {
  if (count < 5) return String(count);
  const step = count < 20 ? 5 : count < 100 ? 10 : 50;
  const round = Math.floor(count / step) * step;
  return `${round} or more`;
}
