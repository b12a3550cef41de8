import type { EventData, Parts } from '../../domain/event.js';
import type { Fields } from '../../ports/signed-post.js';
import { fact, known, type Fact } from '../fact.js';
import { sid, text } from './fields.js';
import type { Task } from './task.js';

type Told = (fields: Fields, task: Task) => readonly Fact[];

/** A transfer in Flex: COLD is blind, WARM a consultation. It names its target by Sid. */
export const transferFacts: Readonly<Record<string, Told>> = {
  'task.transfer-initiated': (fields, task) => [fact('transfer.started', idOf(fields, task, 'started'), targetOf(fields))],
  'task.transfer-completed': (fields, task) => [fact('transfer.completed', idOf(fields, task, 'completed'), targetOf(fields))],
  'task.transfer-failed': failed,
  'task.transfer-canceled': failed,
};

function failed(fields: Fields, task: Task): readonly Fact[] {
  return [fact('transfer.failed', idOf(fields, task, 'failed'), targetOf(fields))];
}

function targetOf(fields: Fields): EventData['transfer.started'] & Parts {
  const to = sid(fields, 'TransferTo');
  const toQueue = text(fields, 'TransferType') === 'QUEUE';
  return known({
    kind: text(fields, 'TransferMode') === 'WARM' ? 'consult' as const : 'blind' as const,
    toQueue: toQueue ? to : undefined, toAgent: toQueue ? undefined : to, segment: sid(fields, 'TransferInitiatingReservationSid'),
  });
}

function idOf(fields: Fields, task: Task, what: string): string {
  return `${sid(fields, 'TransferSid') ?? sid(fields, 'Sid') ?? task.sid}:transfer-${what}`;
}
