import type { QueueLeftReason } from '../../domain/event.js';
import type { Instant } from '../../domain/time.js';
import type { Fields } from '../../ports/signed-post.js';
import { fact, known, type Fact } from '../fact.js';
import { count, sid, text } from './fields.js';
import { stayIn, type Task } from './task.js';

type TaskFacts = (fields: Fields, task: Task, time: Instant) => readonly Fact[];

/** What happens to a task while it waits, and at its end. */
export const taskFacts: Readonly<Record<string, TaskFacts>> = {
  'task.created': (_, task) => begun(task, task.sid),
  'task-queue.entered': entered,
  'task-queue.moved': entered,
  // The workflow has come to its end without an agent; where a queue only hands on to the next, the next entry tells.
  'workflow.timeout': (fields, task) => leave(fields, task, 'timeout'),
  'task.canceled': cancelled,
  'task.deleted': (fields, task) => [...leave(fields, task, 'withdrawn'), ...over(task, 'system')],
  'task.system-deleted': (fields, task) => [...leave(fields, task, 'withdrawn'), ...over(task, 'system')],
  'task.completed': (_, task) => [...calledBack(task), ...over(task, 'agent')],
};

function begun(task: Task, id: string): readonly Fact[] {
  const { channel, direction, from, to, customer } = task;
  const { answers } = task;
  const asked = answers === undefined ? [] : [
    fact('callback.requested', `${task.sid}:asked`, known({ callback: task.sid, number: to }), { subject: answers.call ?? task.sid }),
    ...(answers.call === undefined ? [] : [fact('contact.linked', `${task.sid}:answers`, { contact: answers.call, relation: 'callback' })]),
  ];
  const identified = customer === undefined ? [] : [fact('customer.identified', `${id}:customer`, { customer })];
  return [fact('contact.started', `${id}:started`, known({ channel, direction, from, to })), ...identified, ...asked];
}

/**
 * A workflow moves a waiting task from queue to queue and does not say when it leaves one: entering the next ends whatever
 * stay is open. The moment before, because what happens in one instant would end the new one.
 */
function entered(fields: Fields, task: Task, time: Instant): readonly Fact[] {
  const stay = stayIn(fields, task);
  if (stay === undefined) return [];
  const left = fact('queue.left', `${stay.visit}:overflow`, { reason: 'overflow', toQueue: stay.queue }, { time: time - 1 });
  return [...begun(task, stay.visit), left, fact('queue.entered', `${stay.visit}:entered`, known({ ...stay, priority: count(fields, 'TaskPriority') }))];
}

/** A call's task is cancelled when the caller hangs up, and by an application that takes the caller elsewhere. */
function cancelled(fields: Fields, task: Task): readonly Fact[] {
  const why = text(fields, 'TaskCanceledReason') ?? text(fields, 'Reason') ?? '';
  if (/hang ?up|customer|caller/i.test(why)) return [...leave(fields, task, 'abandoned'), ended(task, 'customer')];
  return [...leave(fields, task, /ttl|time ?out|timed out/i.test(why) ? 'timeout' : 'withdrawn'), ...over(task, 'system')];
}

function leave(fields: Fields, task: Task, reason: QueueLeftReason): readonly Fact[] {
  const visit = stayIn(fields, task);
  return [fact('queue.left', `${task.sid}:left:${reason}`, known({ queue: visit?.queue, visit: visit?.visit, reason }))];
}

/** A call goes on when its task is done — to a survey, to another queue — and ends with its own status callback. */
function over(task: Task, by: 'agent' | 'customer' | 'system'): readonly Fact[] {
  return task.isCall ? [] : [ended(task, by)];
}

/** Who completes a call-back has called; the outcome that they note says whether nobody was there. */
function calledBack({ sid: task, answers, outcome = '' }: Task): readonly Fact[] {
  if (answers === undefined) return [];
  const result = /busy/i.test(outcome) ? 'busy' : /voice ?mail|machine/i.test(outcome) ? 'machine' : /no.?answer|not.?reached|unreach|failed/i.test(outcome) ? 'no-answer' : 'answered';
  const theirs = { subject: answers.call ?? task };
  return [
    fact('outbound.result', `${task}:result`, { result }),
    fact('callback.attempted', `${task}:attempted`, { callback: task, result }, theirs),
    ...(result === 'answered' ? [fact('callback.reached', `${task}:reached`, { callback: task }, theirs)] : []),
  ];
}

function ended(task: Task, by: 'agent' | 'customer' | 'system'): Fact {
  return fact('contact.ended', `${task.sid}:ended`, { by });
}

/** For events that follow the queue. */
export const queuePart = (fields: Fields, task: Task): { readonly queue?: string; readonly visit?: string } => stayIn(fields, task) ?? {};
export const reservationOf = (fields: Fields, task: Task): string => sid(fields, 'ReservationSid') ?? `${task.sid}:${sid(fields, 'WorkerSid') ?? ''}`;
