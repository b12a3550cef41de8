import type { AgentLeftBy, EndedBy } from '../../domain/event.js';
import { inTurn, step } from '../step.js';
import { field } from './ami-block.js';
import { visitOf, withVisit, type Call, type Happening, type Moment, type Step } from './call.js';
import { fact, known } from '../fact.js';
import { endVisit, resolveLeave } from './queues.js';
import { endSegment } from './talk.js';
import { customerLeg, leaveMenu } from './typing.js';

/** A far end hung up: sent before anything that follows from it. */
export const hangupRequested: Happening = (call, { leg }) => {
  const visit = visitOf(call, leg);
  const marked = visit && visit.leftAt === undefined ? withVisit(call, { ...visit, hungUp: true }) : call;
  const by = whoseHangup(call, leg);
  return step(by && !call.hungUpBy ? { ...marked, hungUpBy: by } : marked);
};

/** Asterisk itself hangs up, mostly as the last thing it does on a channel. */
export const softHangup: Happening = (call, moment) => resolveLeave(call, moment, 'hung-up');

export const hungUp: Happening = (call, moment) => {
  const legs = new Map(call.legs);
  legs.delete(moment.leg);
  const rest = inTurn(call,
    (each) => resolveLeave(each, moment, 'hung-up'),
    (each) => closeVisit(each, moment),
    (each) => endDialled(each, moment));
  const isOver = moment.leg === customerLeg(call) && call.direction === 'inbound' || legs.size === 0;
  return inTurn<Call>({ ...rest.call, legs },
    (each) => step(each, ...rest.facts),
    (each) => isOver && !each.ended ? endCall(each, moment) : step(each));
};

function endCall(call: Call, moment: Moment): Step {
  const by = call.hungUpBy ?? 'system';
  const leftBy = sideOf(by);
  const cause = field(moment.block, 'Cause');
  return inTurn(call,
    (each) => leaveMenu(each, moment.id, 'not-as-key'),
    (each) => inTurn(each, ...each.visits.map((visit) => (now: Call) => endVisit(now, { ...visit, leftAt: visit.leftAt ?? moment.at }, 'abandoned'))),
    (each) => inTurn(each, ...each.segments.map((segment) => (now: Call) => endSegment(now, segment, moment, call.passing?.segment === segment.id ? 'transfer' : leftBy))),
    // Kept for what comes late, until its last channel is gone.
    (each) => step({ ...each, ended: true, segments: call.segments }, fact('contact.ended', `${call.id}:ended`, known({ by, cause }))));
}

/** A channel that vanishes while it waits: without the queue's own word, its caller gave up. */
function closeVisit(call: Call, moment: Moment): Step {
  const visit = visitOf(call, moment.leg);
  return visit ? endVisit(call, { ...visit, leftAt: moment.at }, 'abandoned') : step(call);
}

/** Someone the dialplan dialled has no AgentComplete: the end of the channel is the end of the part. */
function endDialled(call: Call, moment: Moment): Step {
  const segment = call.segments.find((each) => each.leg === moment.leg && !each.stay);
  if (!segment || call.ended) return step(call);
  return endSegment(call, segment, moment, call.passing?.segment === segment.id ? 'transfer' : sideOf(call.hungUpBy));
}

function sideOf(by: EndedBy | undefined): AgentLeftBy | undefined {
  return by === 'inferred' ? undefined : by;
}

function whoseHangup(call: Call, leg: string): EndedBy | undefined {
  if (leg === customerLeg(call)) return call.direction === 'inbound' ? 'customer' : 'agent';
  if (call.direction !== 'inbound') return 'customer';
  return call.segments.some((segment) => segment.leg === leg) ? 'agent' : undefined;
}
