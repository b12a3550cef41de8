import { inTurn, step } from '../step.js';
import { epoch, field, isGone } from './esl-event.js';
import { withoutVisit, withVisit, type Call, type Happening, type Moment, type Step, type Visit } from './call.js';
import { leaveMenu } from './menus.js';
import { answer } from './offers.js';
import { entered, isMet, left, stay, visitIn, whyCancelled } from './stays.js';
import { endSegment } from './talk.js';
import { TYPING } from './typing.js';

/** The caller joins, or comes back to a place that was kept. */
export const memberJoined: Happening = (call, moment) => {
  const visit = visitIn(call, moment.event);
  if (!visit) return step(call);
  const isResumed = field(moment.event, 'CC-Action') === 'member-queue-resume';
  const mine = isResumed ? { ...visit, ordinal: visit.ordinal + 1 } : visit;
  return inTurn(call, (each) => leaveMenu(each, moment), (each) =>
    step({ ...withVisit(each, mine), queueKey: undefined, lastLeft: undefined }, entered(mine)));
};

/**
 * `Cancel` when the caller left without an agent. `Terminated` comes when an answered talk ends; the answer was told
 * before, and where it was not heard, this stands in for it.
 */
export const memberLeft: Happening = (call, moment) => {
  const { event } = moment;
  const visit = visitIn(call, event);
  if (!visit || call.told.get(visit.visit) === 'answered') return step(call);
  const joined = isMet(call, visit) ? [] : [entered(visit, epoch(event, 'CC-Member-Joined-Time'))];
  if (field(event, 'CC-Cause') === 'Cancel') return inTurn(call, (each) => step(each, ...joined), (each) => cancel(each, visit, moment));
  return inTurn(call,
    (each) => step(each, ...joined),
    (each) => answer(each, visit, { agent: field(event, 'CC-Agent') ?? 'unknown', leg: field(event, 'CC-Agent-UUID'), at: epoch(event, 'CC-Agent-Answered-Time') }, moment),
    (each) => endSegment(each, each.segments.at(-1), { at: moment.at }));
};

function cancel(call: Call, visit: Visit, { event, at }: Moment): Step {
  const reason = whyCancelled(field(event, 'CC-Cancel-Reason'), isGone(event) || call.endedAt !== undefined);
  const { queueKey } = call;
  const key = reason === 'exit-key' && queueKey && at - queueKey.at <= TYPING ? queueKey.key : undefined;
  return step({ ...withoutVisit(call, visit.visit, 'left'), queueKey: undefined }, left(visit, reason, key));
}

/**
 * What the caller's channel remembers of its last queue when it ends: tells what was missed while no connection
 * stood, to the second, and corrects what was guessed.
 */
export const remembered: Happening = (call, moment) => {
  const { event } = moment;
  const member = field(event, 'variable_cc_member_uuid');
  const queue = field(event, 'variable_cc_queue');
  if (moment.leg !== call.id || member === undefined || queue === undefined || field(event, 'variable_cc_side') !== 'member') return step(call);
  const fresh = { ...stay(call.id, member, queue), ordinal: 1 };
  if (call.told.has(fresh.visit)) return step(call);
  const visit = call.visits.find((each) => each.visit === fresh.visit) ?? fresh;
  const joined = isMet(call, visit) ? [] : [entered(visit, epoch(event, 'variable_cc_queue_joined_epoch'))];
  return inTurn(call, (each) => step(each, ...joined), (each) => howItEnded(each, visit, moment));
};

function howItEnded(call: Call, visit: Visit, moment: Moment): Step {
  const { event, at } = moment;
  if (field(event, 'variable_cc_cause') === 'answered') {
    const agent = field(event, 'variable_cc_agent') ?? 'unknown';
    return inTurn(call,
      (each) => answer(each, visit, { agent, leg: field(event, 'variable_cc_agent_uuid'), at: epoch(event, 'variable_cc_queue_answered_epoch') }, moment),
      (each) => endSegment(each, each.segments.at(-1), { at: epoch(event, 'variable_cc_queue_terminated_epoch') ?? at }));
  }
  const reason = whyCancelled(field(event, 'variable_cc_cancel_reason'), true);
  return step(withoutVisit(call, visit.visit, 'left'), left(visit, reason, undefined, epoch(event, 'variable_cc_queue_canceled_epoch')));
}
