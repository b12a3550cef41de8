import type { OfferEndReason } from '../../domain/event.js';
import type { Instant } from '../../domain/time.js';
import { SECOND } from '../../domain/time.js';
import { fact, known, type Fact } from '../fact.js';
import { dialledAgent } from './dialled-agent.js';
import { count, instant, isDevice, sid, text } from './fields.js';
import { ignored, refusal, type CallReport, type Told } from './told.js';

/** Statuses of a call that is over. */
const OVER = new Set(['completed', 'busy', 'no-answer', 'failed', 'canceled']);
const offerEnds: Readonly<Record<string, OfferEndReason>> = { busy: 'busy', 'no-answer': 'timeout', failed: 'unreachable', canceled: 'cancelled' };

/**
 * A status callback. Twilio sends them in any order and sometimes twice; each fact has one id, whoever tells it, and the
 * SequenceNumber orders those of one second.
 */
export function statusTold(report: CallReport): Told {
  const { fields, at } = report;
  const call = sid(fields, 'CallSid');
  const status = text(fields, 'CallStatus');
  if (call === undefined) return refusal('A status callback names no CallSid');
  if (status === undefined) return ignored(text(fields, 'StatusCallbackEvent') ?? 'a callback without CallStatus');
  const parent = sid(fields, 'ParentCallSid');
  const moment = { call, status, at: instant(fields['Timestamp'], at) ?? at, answeredFor: (count(fields, 'CallDuration') ?? 0) * SECOND };
  const facts = parent === undefined ? ofCaller(report, moment) : ofDialled(report, moment);
  if (facts === undefined) return ignored('the call of an agent\'s phone');
  return { is: 'facts', subject: parent ?? call, time: moment.at, facts, sequence: count(fields, 'SequenceNumber') ?? 0 };
}

interface Moment {
  readonly call: string;
  readonly status: string;
  readonly at: Instant;
  /** Milliseconds; `CallDuration` is in seconds where `Duration` is in begun minutes. */
  readonly answeredFor: number;
}

/** The caller's own call, or one that we place to a customer. Undefined for an agent's phone, which is no contact. */
function ofCaller({ fields }: CallReport, { call, status, at, answeredFor }: Moment): readonly Fact[] | undefined {
  const outbound = fields['Direction']?.startsWith('outbound') === true;
  const [from, to] = [text(fields, 'From'), text(fields, 'To')];
  if (isDevice(outbound ? to : from)) return undefined;
  const begun = at - answeredFor;
  const started = fact('contact.started', `${call}:started:${status}`, known({ channel: 'voice', direction: outbound ? 'outbound' as const : 'inbound' as const, from, to }), { time: begun });
  return [started, ...(outbound ? attempt(call, status, begun, text(fields, 'AnsweredBy'), to) : []), ...(OVER.has(status) ? [ended(call, status, at)] : [])];
}

/** Who hung up Twilio does not say of a call that was answered. */
function ended(call: string, status: string, at: Instant): Fact {
  const by = status === 'busy' || status === 'failed' ? 'system' as const : status === 'completed' ? undefined : 'customer' as const;
  // These callbacks know whole seconds, what happened within the call is known better: the end is the last of its second.
  return fact('contact.ended', `${call}:ended`, known({ by, cause: status }), { time: lastOf(at) });
}

function attempt(call: string, status: string, begun: Instant, answeredBy: string | undefined, to: string | undefined): readonly Fact[] {
  if (status === 'queued' || status === 'initiated' || status === 'ringing') return [fact('outbound.dialed', `${call}:dialed`, known({ to }))];
  const machine = answeredBy?.startsWith('machine') === true || answeredBy === 'fax';
  const result = status === 'in-progress' || status === 'answered' || status === 'completed' ? (machine ? 'machine' as const : 'answered' as const) : status === 'busy' ? 'busy' as const : 'no-answer' as const;
  return [fact('outbound.result', `${call}:result`, { result }, { time: begun })];
}

/** A leg that <Dial> has made: someone is rung, answers, and parts from the caller, whose call is the parent. */
function ofDialled({ fields, hints }: CallReport, { call, status, at, answeredFor }: Moment): readonly Fact[] {
  const agent = dialledAgent(hints, text(fields, 'To'));
  const part = known({ agent, queue: text(hints, 'queue') });
  const offered = fact('agent.offered', `${call}:offered`, part, { time: at - answeredFor });
  const connected = fact('agent.connected', `${call}:connected`, { ...part, segment: call }, { time: at - answeredFor });
  if (status === 'completed') return answeredFor === 0 ? [partedFrom(call, agent, at)] : [connected, partedFrom(call, agent, at)];
  if (status === 'in-progress' || status === 'answered') return [offerEnded(call, agent, 'answered'), connected];
  const reason = offerEnds[status];
  return reason === undefined ? [offered] : [offerEnded(call, agent, reason)];
}

function offerEnded(call: string, agent: string, reason: OfferEndReason): Fact {
  return fact('agent.offer.ended', `${call}:offer-ended`, { agent, reason });
}

function partedFrom(call: string, agent: string, at: Instant): Fact {
  return fact('agent.left', `${call}:left`, { agent, segment: call }, { time: lastOf(at) });
}

function lastOf(at: Instant): Instant {
  return at % SECOND === 0 ? at + SECOND - 1 : at;
}
