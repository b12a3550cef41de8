import { HOUR, MINUTE } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import type { Script } from './agenda.js';
import { callAndReturn, entriesOf } from './arrivals.js';
import type { Center } from './center.js';
import { between, exponential, pick } from './chance.js';
import { drawPlan } from './draw-plan.js';
import { reasonOf } from './reasons.js';
import { callMeeting } from './workday.js';

/** For a while many call about one thing, while the team that should answer is short of people. */
export interface Rush {
  readonly reason: string;
  readonly team: string;
  /** How many of the team stay at their desks. */
  readonly stay: number;
  readonly from: Instant;
  readonly to: Instant;
  readonly meanGapMs: Millis;
}

/** A letter about the rebate went out, and most of its team sits in a meeting: under way when the demo starts. */
export function firstRush(startAt: Instant): Rush {
  return { reason: 'rebate-refused', team: 'rebate', stay: 1, from: startAt - 7 * MINUTE, to: startAt + 4 * MINUTE, meanGapMs: 55_000 };
}

const later = [
  { reason: 'rebate-refused', team: 'rebate', stay: 2, meanGapMs: 36_000 },
  { reason: 'no-internet', team: 'technical', stay: 4, meanGapMs: 30_000 },
  { reason: 'bill-too-high', team: 'billing', stay: 3, meanGapMs: 36_000 },
] as const;

export function* rushes(center: Center, first: Rush): Script {
  const { agenda, chance } = center;
  yield first.from - agenda.now;
  agenda.begin(surge(center, first));
  for (;;) {
    yield between(chance, 2 * HOUR, 3.5 * HOUR);
    const lasts = between(chance, 7, 12) * MINUTE;
    agenda.begin(surge(center, { ...pick(chance, later), from: agenda.now, to: agenda.now + lasts }));
  }
}

function* surge(center: Center, { reason, team, stay, to, meanGapMs }: Rush): Script {
  const { agenda, chance, customers } = center;
  callMeeting(center, team, stay, to);
  while (agenda.now < to) {
    yield exponential(chance, meanGapMs);
    agenda.begin(callAndReturn(center, drawPlan(chance, customers.someone(agenda.now), reasonOf(reason), entriesOf(center))));
  }
}
