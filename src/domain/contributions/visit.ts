import { lastVisitOf } from '../contact.js';
import type { Contact, QueueVisit } from '../contact.js';
import type { QueueLeftReason } from '../event.js';
import type { Targets } from '../floor.js';
import type { VisitMeasure } from '../metric.js';
import { spreadMeasure } from '../spread.js';
import type { SpreadMeasure } from '../spread.js';
import type { Millis } from '../time.js';

type Tally = Partial<Record<VisitMeasure | SpreadMeasure, number>>;

/** What one stay in one queue counts, once it is over. Offered = A + B + F (METRICS.md). `otherMs`: what its caller waited beside that. */
export function tallyVisit(visit: QueueVisit, waitMs: number, targets: Targets, otherMs: Millis = 0): Tally {
  const inTime = waitMs <= targets.answerWithinMs;
  const tally: Tally = { offered: 1 };
  if (visit.transferredIn) tally.transferredIn = 1;
  const { reason } = visit;
  if (reason === undefined) {
    tally.lostSight = 1;
    return tally;
  }
  const flow = flowOf(reason);
  if (otherMs > 0) tally.otherWaitMs = otherMs;
  if (flow !== 'answered' && flow !== 'abandoned') {
    tally[`flow.${reason}`] = 1;
    tally.flowWaitMs = waitMs;
    tally[spreadMeasure('flowedOut', waitMs)] = 1;
  }
  switch (flow) {
    case 'answered':
      tally.answered = 1;
      tally.answeredWaitMs = waitMs;
      tally[spreadMeasure('waited', waitMs)] = 1;
      if (inTime) tally.answeredInTime = 1;
      if (visit.direct) tally.direct = 1;
      break;
    case 'abandoned':
      tally.abandoned = 1;
      tally.abandonedWaitMs = waitMs;
      tally[spreadMeasure('gaveUp', waitMs)] = 1;
      if (inTime) tally.abandonedInTime = 1;
      if (waitMs <= targets.shortAbandonMs) tally.abandonedShort = 1;
      break;
    case 'involuntary':
      tally.flowInvoluntary = 1;
      break;
    case 'by-choice':
      tally.flowByChoice = 1;
      if (reason === 'callback') tally.callback = 1;
      if (reason === 'callback' && inTime) tally.callbackInTime = 1;
      break;
    case 'rerouted':
      tally.flowRerouted = 1;
      break;
  }
  return tally;
}

/**
 * What a contact counts in the total over queues: once, first visit in, last outcome. An answered contact's wait is all
 * its waiting up to the first answer; any other's is that of its last visit.
 */
export function tallyTotal(contact: Contact, targetsOf: (queue: string) => Targets): Tally | undefined {
  const first = contact.visits[0];
  const last = lastVisitOf(contact);
  if (!first || !last) return undefined;
  const answered = contact.visits.findIndex((visit) => visit.reason === 'answered');
  const waited = last.reason === 'answered' ? waitedIn(contact.visits.slice(0, answered + 1)) : last.waitMs ?? 0;
  const direct = contact.visits.every((visit) => visit.direct);
  return tallyVisit({ ...last, direct, transferredIn: false }, waited, targetsOf(first.queue), contact.visits.length === 1 ? 0 : waitedIn(contact.visits) - waited);
}

/** What the caller of a stay had waited in other queues up to its end. */
export function otherWaitOf({ visits }: Contact, visit: QueueVisit): Millis {
  if (visits.length === 1) return 0;
  return Math.max(0, waitedIn(visits.slice(0, visits.indexOf(visit) + 1)) - (visit.waitMs ?? 0));
}

/** Waiting in two queues at once is waiting once. */
function waitedIn(visits: readonly QueueVisit[]): Millis {
  let sum = 0;
  let until = -Infinity;
  for (const { enteredAt, leftAt = enteredAt, waitMs = 0 } of visits) {
    sum += Math.max(0, waitMs - Math.max(0, until - enteredAt));
    until = Math.max(until, leftAt);
  }
  return sum;
}

export type Flow = 'answered' | 'abandoned' | 'involuntary' | 'by-choice' | 'rerouted';

export function flowOf(reason: QueueLeftReason): Flow {
  switch (reason) {
    case 'answered':
      return 'answered';
    case 'abandoned':
      return 'abandoned';
    case 'timeout': case 'empty': case 'full': case 'unavailable': case 'closed':
      return 'involuntary';
    case 'exit-key': case 'voicemail': case 'callback':
      return 'by-choice';
    case 'overflow': case 'transferred': case 'withdrawn':
      return 'rerouted';
  }
}
