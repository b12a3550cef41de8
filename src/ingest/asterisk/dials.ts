import type { OfferEndReason } from '../../domain/event.js';
import { own } from '../own.js';
import { inTurn, step } from '../step.js';
import { field } from './ami-block.js';
import { phoneOf, visitOf, withSegment, type Call, type Happening, type Moment, type Offer, type Step } from './call.js';
import { fact, known } from '../fact.js';
import { diallingEnded } from './offers.js';
import { leaveMenu } from './typing.js';
import { transferCompleted } from './visit-facts.js';

/** Phones that the dialplan rings without a queue: an operator, a colleague. Nobody else reports these. */
export const dialBegan: Happening = (call, moment) => {
  const leg = field(moment.block, 'DestUniqueid');
  const byQueue = visitOf(call, moment.leg) !== undefined || call.segments.some((segment) => segment.leg === leg);
  if (leg === undefined || byQueue || moment.leg !== call.id || call.ringing.length >= 100) return step(call);
  return inTurn(call,
    (each) => leaveMenu(each, moment.id, 'as-key'),
    (each) => isExtension(moment) ? ringExtension(each, moment, leg) : dialOut(each, leg));
};

export const dialEnded: Happening = (call, moment) => {
  const leg = field(moment.block, 'DestUniqueid') ?? '';
  const status = field(moment.block, 'DialStatus') ?? '';
  const visit = visitOf(call, moment.leg);
  if (visit) return diallingEnded(call, visit, leg, status);
  const ringing = call.ringing.find((each) => each.leg === leg);
  if (!ringing) return step(call);
  const rest = { ...call, ringing: call.ringing.filter((each) => each !== ringing) };
  if (ringing.agent === OUTSIDE) return outsideEnded(rest, ringing, status);
  return status === 'ANSWER' ? answered(rest, ringing) : notAnswered(rest, ringing, status);
};

/** Not a phone of ours but a number behind a trunk. */
const OUTSIDE = '';

function ringExtension(call: Call, moment: Moment, leg: string): Step {
  const agent = moment.agentAt(phoneOf(field(moment.block, 'DestChannel') ?? leg));
  return step({ ...call, ringing: [...call.ringing, { leg, agent }] }, fact('agent.offered', `${leg}:offered`, { leg: call.id, segment: leg, agent }));
}

function dialOut(call: Call, leg: string): Step {
  const rest = { ...call, ringing: [...call.ringing, { leg, agent: OUTSIDE }] };
  return call.direction === 'inbound' ? step(rest) : step(rest, fact('outbound.dialed', `${leg}:dialed`, {}));
}

function answered(call: Call, { leg, agent }: Offer): Step {
  const segment = { id: leg, agent, leg, holds: 0, onHold: false };
  return step(withSegment({ ...call, passing: undefined, hungUpBy: undefined }, segment),
    fact('agent.offer.ended', `${leg}:offer-ended`, { leg: call.id, segment: leg, agent, reason: 'answered' }),
    fact('agent.connected', `${leg}:connected`, { leg: call.id, segment: leg, agent }),
    ...(call.passing ? [transferCompleted(call.passing, { toAgent: agent })] : []));
}

const NOT_ANSWERED: Readonly<Record<string, OfferEndReason>> = {
  NOANSWER: 'timeout', BUSY: 'busy', CHANUNAVAIL: 'unreachable', CONGESTION: 'unreachable', CANCEL: 'cancelled', ABORT: 'cancelled',
};

function notAnswered(call: Call, { leg, agent }: Offer, status: string): Step {
  return step(call, fact('agent.offer.ended', `${leg}:offer-ended`, { leg: call.id, segment: leg, agent, reason: own(NOT_ANSWERED, status) ?? 'cancelled' }));
}

function outsideEnded(call: Call, { leg }: Offer, status: string): Step {
  const isAnswer = status === 'ANSWER';
  if (call.direction !== 'inbound') {
    return step(call, fact('outbound.result', `${leg}:result`, { result: isAnswer ? 'answered' : status === 'BUSY' ? 'busy' : 'no-answer' }));
  }
  if (!isAnswer) return step(call);
  const completed = call.passing ? [transferCompleted(call.passing, {})] : [];
  return step({ ...call, passing: undefined }, fact('party.joined', `${leg}:joined`, known({ role: 'external' as const, leg: call.id, party: leg })), ...completed);
}

/** A phone whose name is its own number (`PJSIP/1106` with caller id 1106), or which is a member of a queue. */
function isExtension({ block, agentAt }: Moment): boolean {
  const phone = phoneOf(field(block, 'DestChannel') ?? '');
  const name = phone.slice(phone.indexOf('/') + 1);
  return agentAt(phone) !== phone || name === field(block, 'DestCallerIDNum');
}
