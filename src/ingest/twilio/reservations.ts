import type { OfferEndReason } from '../../domain/event.js';
import type { Fields } from '../../ports/signed-post.js';
import { fact, known, type Fact } from '../fact.js';
import { queuePart, reservationOf } from './task-facts.js';
import { workerOf, type Task } from './task.js';

type Told = (fields: Fields, task: Task) => readonly Fact[];

/** A task is offered to one worker, who takes it or does not. Each reservation is one offer and at most one segment. */
export const reservationFacts: Readonly<Record<string, Told>> = {
  'reservation.created': byWorker((fields, task, agent, reservation) => [
    fact('agent.offered', `${reservation}:offered`, known({ agent, queue: queuePart(fields, task).queue })),
  ]),
  'reservation.accepted': byWorker((fields, task, agent, reservation) => {
    const { queue, visit } = queuePart(fields, task);
    return [
      fact('agent.offer.ended', `${reservation}:offer-ended`, { agent, reason: 'answered' }),
      // An outbound task is accepted by who makes the call: nobody waited.
      ...(task.direction === 'outbound' ? [] : [fact('queue.left', `${reservation}:queue-left`, known({ queue, visit, reason: 'answered' as const }))]),
      // Who takes a call-back calls: the customer is on the line later, if at all.
      ...(task.answers === undefined ? [] : [fact('outbound.dialed', `${task.sid}:dialed`, {})]),
      fact('agent.connected', `${reservation}:connected`, known({ agent, queue: task.direction === 'outbound' ? undefined : queue, visit, segment: reservation })),
    ];
  }),
  'reservation.rejected': offerEnded('rejected'),
  'reservation.timeout': offerEnded('timeout'),
  'reservation.canceled': offerEnded('cancelled'),
  'reservation.rescinded': offerEnded('elsewhere'),
  'reservation.failed': offerEnded('unreachable'),
  'reservation.wrapup': byWorker((_, __, agent, reservation) => [
    fact('agent.left', `${reservation}:left`, { agent, segment: reservation }),
    fact('wrapup.started', `${reservation}:wrapup`, { agent, segment: reservation }),
  ]),
  'reservation.completed': byWorker((_, task, agent, reservation) => [
    fact('agent.left', `${reservation}:left-at-last`, { agent, segment: reservation }),
    fact('wrapup.ended', `${reservation}:wrapped-up`, known({ agent, segment: reservation, disposition: task.outcome })),
  ]),
};

function byWorker(told: (fields: Fields, task: Task, agent: string, reservation: string) => readonly Fact[]): Told {
  return (fields, task) => {
    const agent = workerOf(fields);
    return agent === undefined ? [] : told(fields, task, agent, reservationOf(fields, task));
  };
}

function offerEnded(reason: OfferEndReason): Told {
  return byWorker((_, __, agent, reservation) => [fact('agent.offer.ended', `${reservation}:offer-ended`, { agent, reason })]);
}
