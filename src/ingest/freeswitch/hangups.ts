import type { EndedBy } from '../../domain/event.js';
import { fact, known } from '../fact.js';
import { inTurn, step } from '../step.js';
import { segmentAt, withoutVisit, type Call, type Happening, type Moment, type Step } from './call.js';
import { dialEnded } from './dials.js';
import { field } from './esl-event.js';
import { leaveMenu } from './menus.js';
import { remembered } from './queues.js';
import { left } from './stays.js';
import { agentGone, endSegment, sideOf, whoHungUp } from './talk.js';

/** A hang-up by the agent so shortly before the caller's channel ends is why it ends. */
const AT_ONCE = 2_000;

export const channelEnded: Happening = (call, moment) => {
  if (moment.leg === call.id) return call.endedAt === undefined ? endCall(call, moment) : step(call);
  const segment = segmentAt(call, moment.leg);
  const legs = new Map(call.legs);
  legs.delete(moment.leg);
  return inTurn(call,
    (each) => dialEnded(each, moment),
    (each) => segment && each.segments.includes(segment) ? agentGone(each, segment, moment) : step(each),
    (each) => step({ ...each, legs }));
};

function endCall(call: Call, moment: Moment): Step {
  const by = whoEnded(call, moment);
  const { at, event } = moment;
  return inTurn(call,
    (each) => leaveMenu(each, moment),
    (each) => remembered(each, moment),
    (each) => inTurn(each, ...each.visits.map((visit) => (now: Call) => visit.guessed ? step(now) : step(withoutVisit(now, visit.visit, 'left'), left(visit, 'abandoned')))),
    (each) => inTurn(each, ...each.segments.map((segment) => (now: Call) => endSegment(now, segment, { at: segment.goneAt ?? at, by: sideOf(by) }))),
    (each) => step({ ...each, endedAt: at, lastLeft: by === undefined ? undefined : { at, by } },
      fact('contact.ended', `${call.id}:ended`, known({ by, cause: field(event, 'Hangup-Cause') }))));
}

/** The phone at the root of a call that one of ours makes is an agent's. */
function whoEnded(call: Call, { event, at }: Moment): EndedBy | undefined {
  const isTheirs = call.direction === 'inbound';
  switch (whoHungUp(event)) {
    case 'phone':
      return isTheirs ? 'customer' : 'agent';
    case 'switch':
      return call.lastLeft && at - call.lastLeft.at <= AT_ONCE ? call.lastLeft.by : 'system';
    default:
      return field(event, 'Hangup-Cause') === 'ORIGINATOR_CANCEL' ? isTheirs ? 'customer' : 'agent' : undefined;
  }
}
