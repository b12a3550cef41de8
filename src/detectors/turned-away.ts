import { calledWhileClosed, isOpen } from '../domain/calendar.js';
import type { Contact, QueueVisit } from '../domain/contact.js';
import { contactDetector, quiet } from '../domain/detector.js';
import type { Asking } from '../domain/detector.js';
import type { QueueLeftReason } from '../domain/event.js';
import type { Raised } from '../domain/flag.js';
import { nameOf, targetsOf } from '../domain/floor.js';
import { clock, seconds } from '../domain/time.js';
import type { Instant } from '../domain/time.js';

const options = {
  severeTimes: { default: 3, min: 1, max: 100, says: 'How many times the promised answer time the caller had waited by then, to make it severe.' },
  actFor: { default: 600, min: 0, max: 86_400, says: 'The seconds for which it stays an alert: time to call back.' },
} as const;

const why: Partial<Record<QueueLeftReason, string>> = {
  timeout: 'the wait timed out',
  empty: 'no agent was signed in',
  full: 'the queue was full',
  unavailable: 'no agent was available',
};

export const turnedAway = contactDetector({
  id: 'turned-away',
  version: 1,
  title: 'Turned away',
  class: 'alert',
  rule: 'The queue sends the caller away: the wait timed out, the queue was empty of agents or full, no agent was available.',
  action: 'Call back, and open the queue again: sign agents in or raise its limit.',
  options,
  on: ['contact.started', 'queue.entered', 'queue.left', 'callback.requested', 'callback.reached', 'agent.connected', 'agent.left', 'wrapup.started', 'contact.ended'],
  ask(contact, asking) {
    if (contact.direction !== 'inbound' || contact.visits.length === 0 || calledWhileClosed(asking.floor, contact)) return quiet;
    return { raised: contact.visits.flatMap((visit) => sentAway(visit, contact, asking)) };
  },
});

function sentAway(visit: QueueVisit, contact: Contact, { floor, options: inForce }: Asking<typeof options>): readonly Raised[] {
  const words = visit.reason === undefined ? undefined : why[visit.reason];
  if (words === undefined || visit.leftAt === undefined) return [];
  if (!isOpen(floor, floor.queues[visit.queue]?.calendar, visit.leftAt)) return [];
  const { severeTimes, actFor } = inForce(visit.queue);
  const waited = visit.waitMs ?? 0;
  return [{
    subject: visit.id,
    since: visit.leftAt,
    until: Math.max(visit.leftAt, Math.min(visit.leftAt + seconds(actFor), answeredLaterAt(contact, visit.leftAt), contact.callback?.reachedAt ?? Infinity)),
    severity: waited > severeTimes * targetsOf(floor, visit.queue).answerWithinMs ? 'severe' : 'warning',
    because: `turned away from ${nameOf(floor.queues, visit.queue)} after ${clock(waited)}: ${words}`,
    place: { queue: visit.queue },
  }];
}

/** An agent took the caller after all: nobody needs to call back. */
function answeredLaterAt(contact: Contact, from: Instant): Instant {
  return Math.min(...contact.segments.map((segment) => segment.connectedAt).filter((at) => at >= from));
}
