import type { CohortDetector } from '../../domain/detector.js';
import { daysBetween } from '../../domain/lab/days.js';
import type { LabResult } from '../../domain/lab/result.js';
import { floorWith } from '../../domain/lab/rule-draft.js';
import { DAY, MINUTE } from '../../domain/time.js';
import type { Instant } from '../../domain/time.js';
import type { StoredContacts } from '../../ports/stored-contacts.js';
import { wholeOf } from '../../ports/stored-contacts.js';
import type { StoredDays, WholeDay } from '../../ports/stored-days.js';
import { CohortDays } from './cohort-days.js';
import { Curves } from './curves.js';
import { QueuesAgain } from './queues-again.js';
import type { Telling } from './queues-again.js';
import type { StoredReplay } from './replay-stored.js';
import { staffAgain } from './staff-again.js';
import { staysAgain } from './stays-again.js';
import { variantOf } from './variant.js';
import type { Variant } from './variant.js';

export interface StoredQueues {
  readonly contacts: StoredContacts;
  readonly days: StoredDays;
}

/** Whoever waits or works when the window begins came before: longer than any call or chat goes on. */
const LOOKS_BACK = DAY;
/** What is read before it is told: memory is what changed in so long. */
const AT_ONCE = 7 * DAY;
/** A question about a queue costs a tenth of what telling a contact again does. */
const CHEAPER = 10;
/** What questions there are: each contact brings some three, and for each minute of a quarter-hour after it its queue is asked about, where no other has brought that minute. */
const OF_A_CONTACT = 3;
const MINUTES_AFTER = 16;
const USUAL_QUEUES = 20;

/** Replays a draft of a rule that looks at who waits and who is at work, and what is in force beside it. What is counted is a day of a queue into which somebody came. */
export async function replayQueues(stored: StoredQueues, replay: StoredReplay, rule: CohortDetector): Promise<LabResult> {
  const { floor, request: { draft, from, to } } = replay;
  const drafted = floorWith(floor, rule.id, draft);
  const contacts = await stored.contacts.count(from - LOOKS_BACK, to);
  const questions = contacts * OF_A_CONTACT + Math.min(contacts * MINUTES_AFTER, (USUAL_QUEUES * (to - from)) / MINUTE);
  const curves = new Curves(rule, floor, drafted, Math.ceil(questions / CHEAPER));
  const dayOf = daysBetween(floor.zone, from, to);
  const days = new CohortDays(2 + curves.variants.length);
  await tellQueues(stored, replay, [variantOf(rule, floor), variantOf(rule, drafted), ...curves.variants], contacts, {
    came: (cohort, at) => { if (at >= from) days.see(cohort, dayOf(at)); },
    flagged: (cohort, variant, flag) => { if (flag.raisedAt >= from) days.put(cohort, dayOf(flag.raisedAt), variant, flag); },
    // The curves are drawn from some days of some queues, each day by itself.
    asked: (queue, now) => (curves.isDrawn(`${queue} ${dayOf(now)}`) ? 2 + curves.variants.length : 2),
  });
  return days.result(curves);
}

/** Reads contacts and agents' days of some days at a time, and lets their time pass. */
export async function tellQueues({ contacts: stored, days }: StoredQueues, { floor, now, request: { from, to }, onProgress }: StoredReplay, variants: readonly Variant[], contacts: number, telling: Telling): Promise<void> {
  const again = new QueuesAgain(variants, telling);
  const begin = from - LOOKS_BACK;
  const isToTell = ({ from: day }: WholeDay): boolean => begin - 2 * DAY <= day && day < to;
  const goingOn = new Set<string>();
  onProgress(0, contacts);
  for await (const page of days.goingOn()) {
    for (const day of page.filter(isToTell)) {
      goingOn.add(`${day.agent} ${day.from}`);
      staffAgain(day, floor, now, again.moments, again.staffOf);
    }
  }
  let done = 0;
  for (let at: Instant = begin; at < to; at += AT_ONCE) {
    const end = Math.min(at + AT_ONCE, to);
    // A day that goes on then began on the day before.
    for await (const page of days.begun(at === begin ? begin - 2 * DAY : at, end)) for (const day of page) if (!goingOn.has(`${day.agent} ${day.from}`)) staffAgain(day, floor, now, again.moments, again.staffOf);
    for await (const page of stored.byCustomer(wholeOf(at, end))) {
      for (const { events } of page) staysAgain(events, floor, now, again.moments, again.numberOf);
      done = Math.min(contacts, done + page.length);
      onProgress(done, contacts);
    }
    again.tellUntil(end);
  }
  again.end();
}
