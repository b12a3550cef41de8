import type { OfferEndReason } from '../../domain/event.js';
import type { Instant } from '../../domain/time.js';
import { fact } from '../fact.js';
import { own } from '../own.js';
import { inTurn, step } from '../step.js';
import { withLeg, withoutVisit, withSegment, type Call, type Happening, type Moment, type Step, type Visit } from './call.js';
import { epoch, field } from './esl-event.js';
import { connected, entered, isMet, left, segmentOf, transferCompleted, visitIn } from './stays.js';

export const agentOffered: Happening = (call, { event, id }) => {
  const visit = visitIn(call, event);
  const agent = field(event, 'CC-Agent');
  if (!visit || agent === undefined) return step(call);
  return step(call, fact('agent.offered', `${visit.visit}:${agent}:offered:${stamp(id)}`, { leg: visit.leg, visit: visit.visit, agent, queue: visit.queue }));
};

/** Why a phone was not answered, by the cause of its hang-up. What is not listed here is a phone that could not be reached. */
const CAUSES: Readonly<Record<string, OfferEndReason>> = {
  ORIGINATOR_CANCEL: 'cancelled', NORMAL_CLEARING: 'cancelled', MANAGER_REQUEST: 'cancelled',
  LOSE_RACE: 'elsewhere', PICKED_OFF: 'elsewhere',
  NO_ANSWER: 'timeout', NO_USER_RESPONSE: 'timeout', ALLOTTED_TIMEOUT: 'timeout', PROGRESS_TIMEOUT: 'timeout',
  CALL_REJECTED: 'rejected', USER_BUSY: 'busy', NORMAL_CIRCUIT_CONGESTION: 'busy',
};

export function whyUnanswered(cause: string | undefined): OfferEndReason {
  return own(CAUSES, cause ?? 'ORIGINATOR_CANCEL') ?? 'unreachable';
}

export const offerFailed: Happening = (call, { event, id }) => {
  const visit = visitIn(call, event);
  const agent = field(event, 'CC-Agent');
  if (!visit || agent === undefined) return step(call);
  const why = whyUnanswered(field(event, 'CC-Hangup-Cause'));
  // With ring-all the other phones are cancelled when one of them is picked up.
  const reason = why === 'cancelled' && call.told.get(visit.visit) === 'answered' ? 'elsewhere' : why;
  return step(call, fact('agent.offer.ended', `${visit.visit}:${agent}:offer-ended:${stamp(id)}`, { leg: visit.leg, visit: visit.visit, agent, reason }));
};

export const agentAnswered: Happening = (call, moment) => {
  const { event } = moment;
  const visit = visitIn(call, event);
  const agent = field(event, 'CC-Agent');
  if (!visit || agent === undefined) return step(call);
  const joined = isMet(call, visit) ? [] : [entered(visit, epoch(event, 'CC-Member-Joined-Time'))];
  return inTurn(call, (each) => step(each, ...joined), (each) => answer(each, visit, { agent, leg: field(event, 'CC-Agent-UUID') }, moment));
};

interface Answering {
  readonly agent: string;
  /** The agent's channel, where it is known. */
  readonly leg: string | undefined;
  /** Where it is told only later. */
  readonly at?: Instant | undefined;
}

export function answer(call: Call, visit: Visit, { agent, leg = '', at }: Answering, { id }: Pick<Moment, 'id'>): Step {
  const segment = { id: segmentOf(visit), agent, leg, visit: visit.visit, onHold: false };
  const over = at === undefined ? {} : { time: at };
  const next = withSegment({ ...withoutVisit(call, visit.visit, 'answered'), passing: undefined, lastLeft: undefined }, segment);
  return step(leg === '' ? next : withLeg(next, leg, { agent }),
    fact('agent.offer.ended', `${visit.visit}:${agent}:offer-ended:${stamp(id)}`, { leg: visit.leg, visit: visit.visit, agent, reason: 'answered' }, over),
    left(visit, 'answered', undefined, at),
    connected(visit, agent, at),
    ...(call.passing ? [transferCompleted(call.passing, { toQueue: visit.queue, toAgent: agent })] : []));
}

/** The microseconds of a moment's id. */
function stamp(id: string): string {
  return id.slice(id.lastIndexOf(':') + 1);
}
