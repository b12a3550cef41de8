import type { QueueLeftReason } from '../../domain/event.js';
import { own } from '../own.js';
import { inTurn, step } from '../step.js';
import { count, field } from './ami-block.js';
import { visitOf, withoutVisit, withVisit, type Call, type Happening, type Moment, type Step, type Visit } from './call.js';
import type { Fact } from '../fact.js';
import { leaveMenu } from './typing.js';
import { entered, left, offerEnded, stay, wayOf } from './visit-facts.js';

export const joined: Happening = (call, moment) => {
  const queue = field(moment.block, 'Queue');
  if (queue === undefined) return step(call);
  return inTurn(call,
    (each) => resolveLeave(each, moment, 'went-on'),
    (each) => moment.leg === each.id ? leaveMenu(each, moment.id, 'as-key') : step(each),
    (each) => enterQueue(each, moment, queue, moment.at));
};

export function enterQueue(call: Call, { leg, block, at }: Moment, queue: string, enteredAt: number): Step {
  const { call: counted, visit } = openVisit(call, leg, queue, enteredAt);
  const time = enteredAt === at ? undefined : enteredAt;
  return step({ ...counted, hungUpBy: undefined }, entered(visit, count(block, 'Position'), time));
}

export function openVisit(call: Call, leg: string, queue: string, enteredAt: number): { call: Call; visit: Visit } {
  const key = `${leg}:${queue}`;
  const ordinal = (call.joins[key] ?? 0) + 1;
  const visit: Visit = { ...stay(leg, queue, ordinal), enteredAt, offers: [], counts: {} };
  return { call: withVisit({ ...call, joins: { ...call.joins, [key]: ordinal } }, visit), visit };
}

/** Fires for callers who gave up and for those whom the queue put out: only what follows tells which. */
export const unserved: Happening = (call, { leg }) => {
  const visit = visitOf(call, leg);
  return visit ? step(withVisit(call, { ...visit, unserved: true })) : step(call);
};

/** An exit key sends the caller to priority 0 of the extension named by the key. */
export const leftQueue: Happening = (call, moment) => {
  const visit = visitOf(call, moment.leg);
  if (!visit) return step(call);
  const gone = { ...visit, leftAt: moment.at };
  if (visit.hungUp) return endVisit(call, gone, 'abandoned');
  if (!visit.unserved && field(moment.block, 'Priority') === '0') return endVisit(call, gone, 'exit-key', field(moment.block, 'Exten'));
  return step(withVisit(call, gone));
};

const REASONS: Readonly<Record<string, QueueLeftReason>> = {
  TIMEOUT: 'timeout', LEAVEEMPTY: 'empty', LEAVEUNAVAIL: 'unavailable', WITHDRAW: 'withdrawn',
};
const TURNED_AWAY: Readonly<Record<string, QueueLeftReason>> = { FULL: 'full', JOINEMPTY: 'empty', JOINUNAVAIL: 'unavailable' };

/** The queue's own verdict, where VarSet is let through: the surest way to the reason. */
export const queueStatusSet: Happening = (call, moment) => {
  const status = field(moment.block, 'Value') ?? '';
  const visit = visitOf(call, moment.leg);
  const reason = own(REASONS, status);
  if (visit?.leftAt !== undefined && reason) return endVisit(call, visit, reason);
  const refusal = own(TURNED_AWAY, status);
  return !visit && refusal ? turnedAway(call, moment, refusal) : step(call);
};

/** Never let in, so Asterisk sends neither a join nor a line of queue_log: told as a stay of no length. */
function turnedAway(call: Call, moment: Moment, reason: QueueLeftReason): Step {
  const queue = field(moment.block, 'Queue') ?? call.legs.get(moment.leg)?.queue;
  if (queue === undefined) return step(call);
  const door = { visit: `${moment.id}:${queue}:turned-away`, leg: moment.leg, queue };
  return inTurn(call, (each) => leaveMenu(each, moment.id, 'as-key'), (each) =>
    step(each, entered(door, undefined), left(door, reason, { waitMs: 0 })));
}

/** Less than this between leaving the queue and the hang-up, and the hang-up was why. */
const AT_ONCE = 250;

/** The event after a leave tells why: the caller goes on in the dialplan, or is gone. */
export function resolveLeave(call: Call, { leg, at }: Moment, next: 'went-on' | 'hung-up'): Step {
  const visit = visitOf(call, leg);
  if (visit?.leftAt === undefined) return step(call);
  if (next === 'went-on') return endVisit(call, visit, 'timeout');
  if (!visit.unserved) return endVisit(call, visit, 'withdrawn');
  return endVisit(call, visit, at - visit.leftAt <= AT_ONCE ? 'abandoned' : 'timeout');
}

export function endVisit(call: Call, visit: Visit, reason: QueueLeftReason, key?: string): Step {
  const leftAt = visit.leftAt ?? visit.enteredAt;
  const waitMs = Math.max(0, leftAt - visit.enteredAt);
  return step(withoutVisit(call, visit), ...endOffers(visit, leftAt), left(visit, reason, { key, waitMs }, leftAt));
}

/** Phones that still ring when the caller leaves: answered elsewhere, or nobody to talk to any more. */
export function endOffers(visit: Visit, at: number, answeredBy?: string): readonly Fact[] {
  return visit.offers.map(({ agent, leg }) => {
    const reason = answeredBy === undefined ? 'cancelled' : leg === answeredBy ? 'answered' : 'elsewhere';
    return offerEnded(visit, agent, reason, (visit.counts[`${agent}:${wayOf(reason)}`] ?? 0) + 1, at);
  });
}
