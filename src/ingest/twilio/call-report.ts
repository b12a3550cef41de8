import { fact, known, type Fact } from '../fact.js';
import { statusTold } from './call-status.js';
import { inputOf } from './call-input.js';
import { inConference } from './conference.js';
import { count, isDevice, sid, text } from './fields.js';
import { dialResult, dequeued, enqueueResult, queueWaits } from './call-queue.js';
import { ignored, refusal, type CallReport, type Told } from './told.js';

/**
 * What Twilio asks or tells about a call: a status callback, or the request for a TwiML document with the outcome of the verb
 * before. Which verb that was shows in its fields alone; each tells only what it knows, so they may come in any order.
 */
export function callTold(report: CallReport): Told {
  const { fields, at } = report;
  if (fields['CallbackSource'] === 'call-progress-events' || (fields['SequenceNumber'] !== undefined && fields['CallStatus'] !== undefined)) return statusTold(report);
  if (fields['ConferenceSid'] !== undefined) return inConference(report);
  const call = sid(fields, 'CallSid');
  if (call === undefined) return refusal('A voice webhook names no CallSid');
  if (fields['RecordingSid'] !== undefined || fields['RecordingUrl'] !== undefined) return recorded(report, call);
  if (fields['Direction'] === 'inbound' && isDevice(fields['From'])) return ignored('the call of an agent\'s phone');
  const verb = verbs.find(([field]) => fields[field] !== undefined)?.[1];
  if (verb !== undefined) return { is: 'facts', subject: call, time: at, facts: verb(report, call) };
  return { is: 'facts', subject: call, time: at, facts: [...begun(report, call), ...inputOf(report, call), ...document(report, call)] };
}

type Verb = (report: CallReport, call: string) => readonly Fact[];

/** By the field that only this verb's report has, the more telling first. */
const verbs: readonly (readonly [string, Verb])[] = [
  ['QueueResult', enqueueResult],
  ['DequeingCallSid', dequeued],
  ['QueuePosition', queueWaits],
  ['DialCallStatus', dialResult],
];

/** Each webhook names the caller: who missed the first learns it from the next. */
function begun({ fields }: CallReport, call: string): readonly Fact[] {
  const direction = fields['Direction']?.startsWith('outbound') === true ? 'outbound' as const : 'inbound' as const;
  const status = text(fields, 'CallStatus') ?? 'asked';
  return [fact('contact.started', `${call}:started:${status}`, known({ channel: 'voice', direction, from: text(fields, 'From'), to: text(fields, 'To') }))];
}

/** A document is a place in the menu: `?node=` names it, else the path at which it was asked for. */
function document({ hints, id }: CallReport, call: string): readonly Fact[] {
  const node = text(hints, 'node');
  return node === undefined ? [] : [fact('ivr.node.entered', `${call}:${id}:node`, known({ node, menu: text(hints, 'menu') }))];
}

/** <Record> at the end of a menu is voicemail; recordings of conversations are not. */
function recorded({ fields, at, hints }: CallReport, call: string): Told {
  const source = text(fields, 'RecordingSource') ?? 'RecordVerb';
  const status = text(fields, 'RecordingStatus') ?? 'completed';
  if (source !== 'RecordVerb' || status !== 'completed') return ignored(`a recording ${status} of ${source}`);
  const id = sid(fields, 'RecordingSid') ?? call;
  const left = fact('voicemail.left', `${id}:voicemail`, known({ queue: text(hints, 'queue'), seconds: count(fields, 'RecordingDuration') }));
  return { is: 'facts', subject: call, time: at, facts: [left] };
}
