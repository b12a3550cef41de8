import type { Contact, QueueVisit } from '../domain/contact.js';
import { contactDetector, quiet } from '../domain/detector.js';
import type { Asking } from '../domain/detector.js';
import type { Raised } from '../domain/flag.js';
import { nameOf } from '../domain/floor.js';
import { clock, seconds } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import { waitsLive } from '../domain/waiting.js';

const options = {
  after: { default: 120, min: 1, max: 7_200, says: 'The seconds after which a wait is long.' },
  severeAfter: { default: 300, min: 1, max: 7_200, says: 'The seconds after which it is severe.' },
} as const;

export const longWait = contactDetector({
  id: 'long-wait',
  version: 1,
  title: 'Waits too long',
  class: 'alert',
  rule: 'The caller waits in a queue for more than 2 minutes.',
  action: 'Bring an agent to this queue, or offer the caller a call-back.',
  options,
  on: ['contact.started', 'queue.entered', 'queue.left', 'callback.requested', 'agent.connected', 'agent.left', 'wrapup.started', 'contact.ended'],
  ask(contact, asking) {
    if (!waitsLive(contact) || contact.visits.length === 0) return quiet;
    const waits = contact.visits.filter((visit) => isKnown(visit, contact));
    const next = Math.min(...waits.map((visit) => nextChange(visit, asking)));
    return {
      raised: waits.flatMap((visit) => longOne(visit, asking)),
      ...(next === Infinity ? {} : { askAgainAt: next }),
    };
  },
});

/** Where the contact was lost sight of, nobody knows how long the caller waited. */
function isKnown(visit: QueueVisit, contact: Contact): boolean {
  return visit.leftAt === undefined ? contact.endedAt === undefined : visit.waitMs !== undefined;
}

function longOne(visit: QueueVisit, { now, floor, options: inForce }: Asking<typeof options>): readonly Raised[] {
  const { after, severeAfter } = inForce(visit.queue);
  const waited = visit.waitMs ?? now - visit.enteredAt;
  if (waited <= seconds(after)) return [];
  const isSevere = waited > seconds(severeAfter);
  const queue = nameOf(floor.queues, visit.queue);
  return [{
    subject: visit.id,
    since: visit.enteredAt + seconds(after),
    ...(visit.leftAt === undefined ? {} : { until: visit.leftAt }),
    severity: isSevere ? 'severe' : 'warning',
    because: visit.leftAt === undefined
      ? `still waiting in ${queue} after ${clock(seconds(isSevere ? Math.max(after, severeAfter) : after))}`
      : `waited ${clock(waited)} in ${queue}, then ${how(visit)}`,
    place: { queue: visit.queue },
  }];
}

/** The next instant at which waiting on makes a difference. */
function nextChange(visit: QueueVisit, { now, options: inForce }: Asking<typeof options>): Instant {
  if (visit.leftAt !== undefined) return Infinity;
  const { after, severeAfter } = inForce(visit.queue);
  const passes = (limit: number): Millis => visit.enteredAt + seconds(limit) + 1;
  return Math.min(...[passes(after), passes(severeAfter)].filter((at) => at > now));
}

function how({ reason }: QueueVisit): string {
  if (reason === 'answered') return 'was answered';
  return reason === 'abandoned' ? 'hung up' : `left: ${reason ?? 'unknown'}`;
}
