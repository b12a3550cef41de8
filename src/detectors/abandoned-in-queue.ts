import type { Contact, QueueVisit } from '../domain/contact.js';
import { contactDetector, quiet } from '../domain/detector.js';
import type { Asking } from '../domain/detector.js';
import type { Raised } from '../domain/flag.js';
import { nameOf, targetsOf } from '../domain/floor.js';
import { clock, seconds } from '../domain/time.js';
import { waitsLive } from '../domain/waiting.js';

const options = {
  after: { default: 5, min: 0, max: 600, says: 'The seconds of waiting before a hang-up counts.' },
  severeTimes: { default: 3, min: 1, max: 100, says: 'How many times the promised answer time makes it severe.' },
  actFor: { default: 600, min: 0, max: 86_400, says: 'The seconds for which it stays an alert: time to call back.' },
} as const;

export const abandonedInQueue = contactDetector({
  id: 'abandoned-in-queue',
  version: 1,
  title: 'Gave up waiting',
  class: 'alert',
  rule: 'The caller hangs up after more than 5 seconds in a queue; severe past 3 times the promised answer time.',
  action: 'Call back: the caller is on the recovery list until reached or served.',
  options,
  on: ['contact.started', 'queue.entered', 'queue.left', 'callback.requested', 'callback.reached', 'agent.connected', 'agent.left', 'wrapup.started', 'contact.ended'],
  ask(contact, asking) {
    if (!waitsLive(contact)) return quiet;
    return { raised: contact.visits.flatMap((visit) => gaveUp(visit, contact, asking)) };
  },
});

function gaveUp(visit: QueueVisit, contact: Contact, { floor, options: inForce }: Asking<typeof options>): readonly Raised[] {
  const { leftAt, waitMs } = visit;
  if (visit.reason !== 'abandoned' || leftAt === undefined || waitMs === undefined) return [];
  const { after, severeTimes, actFor } = inForce(visit.queue);
  if (waitMs <= seconds(after)) return [];
  const promised = targetsOf(floor, visit.queue).answerWithinMs;
  const isSevere = waitMs > severeTimes * promised;
  return [{
    subject: visit.id,
    since: leftAt,
    until: Math.max(leftAt, Math.min(leftAt + seconds(actFor), contact.callback?.reachedAt ?? Infinity)),
    severity: isSevere ? 'severe' : 'warning',
    because: `hung up after waiting ${clock(waitMs)} in ${nameOf(floor.queues, visit.queue)}`
      + (isSevere ? `, over ${severeTimes} times the ${clock(promised)} promised` : ''),
    place: { queue: visit.queue },
  }];
}
