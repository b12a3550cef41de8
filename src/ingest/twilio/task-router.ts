import type { Instant } from '../../domain/time.js';
import type { Fields } from '../../ports/signed-post.js';
import type { Fact } from '../fact.js';
import { instant, text } from './fields.js';
import { reservationFacts } from './reservations.js';
import { taskFacts } from './task-facts.js';
import { taskOf, workerOf } from './task.js';
import { ignored, refusal, type Told } from './told.js';
import { transferFacts } from './transfers.js';
import { workerFacts } from './workers.js';

/**
 * One TaskRouter event, from the workspace's event callback or from Event Streams: both carry the event's own Sid, from which
 * everything it tells has its id, so it counts once whichever way it comes.
 */
export function taskRouterTold(fields: Fields, receivedAt: Instant): Told {
  const type = text(fields, 'EventType');
  if (type === undefined) return refusal('A TaskRouter callback names no EventType');
  const time = instant(fields['TimestampMs'], receivedAt) ?? instant(fields['Timestamp'], receivedAt) ?? receivedAt;
  const worker = workerFacts[type];
  if (worker !== undefined) {
    const agent = workerOf(fields);
    if (agent === undefined) return refusal(`A ${type} names no worker`);
    return { is: 'facts', subject: agent, time, facts: worker(fields, agent) };
  }
  const told: TaskFacts | undefined = taskFacts[type] ?? reservationFacts[type] ?? transferFacts[type];
  if (told === undefined) return ignored(type);
  const task = taskOf(fields);
  if (task === undefined) return refusal(`A ${type} names no TaskSid`);
  return { is: 'facts', subject: task.contact, time, facts: told(fields, task, time) };
}

export type TaskFacts = (fields: Fields, task: NonNullable<ReturnType<typeof taskOf>>, time: Instant) => readonly Fact[];
