import { fact } from '../fact.js';
import { instant, sid, text } from './fields.js';
import { ignored, type CallReport, type Told } from './told.js';

/** Whom an agent puts on hold is the customer; agents' own labels are Flex's. */
const NO_CUSTOMER = new Set(['worker', 'agent', 'supervisor']);

/** A conference's status callback: of what it tells, only that the customer is put on hold and taken off it again. */
export function inConference({ fields, at, id }: CallReport): Told {
  const event = text(fields, 'StatusCallbackEvent') ?? 'a conference\'s callback';
  const call = sid(fields, 'CallSid');
  const held = event === 'participant-hold' ? 'hold.started' as const : event === 'participant-unhold' ? 'hold.ended' as const : undefined;
  if (held === undefined || call === undefined || NO_CUSTOMER.has(text(fields, 'ParticipantLabel') ?? '')) return ignored(event);
  const conference = sid(fields, 'ConferenceSid') ?? call;
  const facts = [fact(held, `${conference}:${text(fields, 'SequenceNumber') ?? id}:${held}`, {})];
  return { is: 'facts', subject: call, time: instant(fields['Timestamp'], at) ?? at, facts };
}
