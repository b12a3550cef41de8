import type { OfferEndReason, QueueLeftReason } from '../../domain/event.js';
import { nameOf } from '../../domain/floor.js';
import type { Floor } from '../../domain/floor.js';
import { SECOND, clock } from '../../domain/time.js';
import type { Said, Sentences, Telling } from './said.js';
import { bad, good, plain, where } from './said.js';

/** What happens in queues, and with the phones of those who are to answer. */
export const queue: Sentences<'queue.entered' | 'queue.left' | 'estimate.announced' | 'agent.offered' | 'agent.offer.ended' | 'voicemail.left'> = {
  'queue.entered': ({ queue: id, position, resumed }, { floor }) =>
    plain(`${resumed === true ? 'Went back to' : 'Entered'} the queue ${nameOf(floor.queues, id)}${position === undefined ? '' : `, place ${position}`}`),
  'queue.left': leftQueue,
  'estimate.announced': ({ seconds }) => plain(`Was told to wait about ${clock(seconds * SECOND)}`),
  'agent.offered': ({ agent }, { floor }) => plain(`Rang at ${nameOf(floor.agents, agent)}`),
  'agent.offer.ended': ({ agent, reason }, { floor }) => {
    const name = nameOf(floor.agents, agent);
    return unanswered.includes(reason) ? bad(`${name} did not answer: ${offerEnds[reason]}`) : plain(`Stopped ringing at ${name}: ${offerEnds[reason]}`);
  },
  'voicemail.left': ({ queue: id, seconds }, { floor }) =>
    plain(`Left a voice message${where('for', queueName(floor, id))}${seconds === undefined ? '' : ` of ${clock(seconds * SECOND)}`}`),
};

function leftQueue({ queue: id, visit: key, reason, toQueue, waitMs }: Parameters<Sentences['queue.left']>[0], { floor, contact, at }: Telling): Said {
  const visit = contact.visits.find((each) => (key === undefined ? each.leftAt === at && (id === undefined || each.queue === id) : each.id === key));
  const name = queueName(floor, id ?? visit?.queue) ?? 'the queue';
  const waited = waitMs ?? visit?.waitMs;
  const after = waited === undefined ? '' : ` after ${clock(waited)}`;
  const onward = toQueue === undefined ? '' : ` to ${nameOf(floor.queues, toQueue)}`;
  const { says, tone } = leavings[reason];
  return { says: `${says.replace('{}', name)}${onward}${after}`, tone };
}

const leavings: Readonly<Record<QueueLeftReason, Said>> = {
  answered: plain('Left {} for an agent'),
  abandoned: bad('Gave up waiting in {}'),
  timeout: bad('Was turned away from {}: waited too long'),
  empty: bad('Was turned away from {}: no agent signed in'),
  full: bad('Was turned away from {}: too many callers'),
  unavailable: bad('Was turned away from {}: no agent available'),
  closed: bad('Was turned away from {}: closed'),
  'exit-key': plain('Left {} by key'),
  voicemail: plain('Left {} for the voice mail'),
  callback: good('Left {} to be called back'),
  overflow: plain('Was passed on from {}'),
  transferred: plain('Was transferred out of {}'),
  withdrawn: plain('Was taken out of {}'),
};

const offerEnds: Readonly<Record<OfferEndReason, string>> = {
  answered: 'answered',
  timeout: 'it rang out',
  rejected: 'rejected',
  busy: 'busy',
  unreachable: 'the phone could not be reached',
  cancelled: 'the caller went away',
  elsewhere: 'answered elsewhere',
};
const unanswered: readonly OfferEndReason[] = ['timeout', 'rejected', 'busy', 'unreachable'];

function queueName(floor: Floor, id: string | undefined): string | undefined {
  return id === undefined ? undefined : nameOf(floor.queues, id);
}
