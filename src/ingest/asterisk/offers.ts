import type { AgentLeftBy } from '../../domain/event.js';
import { own } from '../own.js';
import { inTurn, step } from '../step.js';
import { count, field } from './ami-block.js';
import { visitOf, withoutVisit, withSegment, withVisit, type Call, type Happening, type Moment, type Step, type Visit } from './call.js';
import { endOffers, openVisit } from './queues.js';
import { fact } from '../fact.js';
import { endSegment } from './talk.js';
import { connected, entered, left, offered, offerEnded, segmentOf, transferCompleted, wayOf } from './visit-facts.js';

export const agentCalled: Happening = (call, moment) => {
  const { block } = moment;
  const visit = visitOf(call, moment.leg);
  const leg = field(block, 'DestUniqueid');
  if (!visit || leg === undefined || visit.offers.length >= 200) return step(call);
  const agent = agentOf(moment);
  const ordinal = counted(visit, `${agent}:offered`);
  const ringing = fact('agent.state', `${visit.visit}:${agent}:ringing:${ordinal}`, { state: 'ringing' }, { subject: agent });
  const next = { ...visit, offers: [...visit.offers, { leg, agent }], counts: { ...visit.counts, [`${agent}:offered`]: ordinal } };
  return step(withVisit(call, next), offered(visit, agent, ordinal), ringing);
};

export const rangOut: Happening = (call, moment) => {
  const visit = visitOf(call, moment.leg);
  const offer = visit?.offers.find(({ leg }) => leg === field(moment.block, 'DestUniqueid'));
  if (!visit || !offer) return step(call);
  const reason = offer.endedBy ?? 'timeout';
  const way = `${offer.agent}:${wayOf(reason)}`;
  const ordinal = counted(visit, way);
  const next = { ...visit, offers: visit.offers.filter((each) => each !== offer), counts: { ...visit.counts, [way]: ordinal } };
  return step(withVisit(call, next), offerEnded(visit, offer.agent, reason, ordinal));
};

/** Asterisk tells how the dialling ended before it tells that the offer did, for phones that are busy or gone. */
export function diallingEnded(call: Call, visit: Visit, leg: string, status: string): Step {
  const endedBy = status === 'BUSY' ? 'busy' as const : status === 'CHANUNAVAIL' || status === 'CONGESTION' ? 'unreachable' as const : undefined;
  if (!endedBy) return step(call);
  return step(withVisit(call, { ...visit, offers: visit.offers.map((each) => each.leg === leg ? { ...each, endedBy } : each) }));
}

export const agentConnected: Happening = (call, moment) => {
  const queue = field(moment.block, 'Queue');
  const leg = field(moment.block, 'DestUniqueid');
  if (queue === undefined || leg === undefined) return step(call);
  return inTurn(call, (each) => endForgotten(each, moment), (each) => visitOf(each, moment.leg) ? step(each) : missedJoin(each, moment, queue), (each) => answer(each, moment, leg));
};

function answer(call: Call, moment: Moment, leg: string): Step {
  const visit = visitOf(call, moment.leg);
  if (!visit) return step(call);
  const agent = agentOf(moment);
  const leftAt = visit.leftAt ?? moment.at;
  const segment = { id: segmentOf(visit), agent, leg, stay: { visit: visit.visit, leg: visit.leg, queue: visit.queue }, holds: 0, onHold: false };
  const next = withSegment({ ...withoutVisit(call, visit), passing: undefined, hungUpBy: undefined }, segment);
  return step(next,
    ...endOffers(visit, moment.at, leg),
    left(visit, 'answered', { waitMs: Math.max(0, leftAt - visit.enteredAt) }, leftAt),
    ...connected(visit, agent),
    ...(call.passing ? [transferCompleted(call.passing, { toQueue: visit.queue, toAgent: agent })] : []));
}

/** An agent whose AgentComplete never came, though the caller now talks to the next. */
function endForgotten(call: Call, moment: Moment): Step {
  const forgotten = call.segments.filter((segment) => segment.stay?.leg === moment.leg && segment.leftAt !== undefined);
  return inTurn(call, ...forgotten.map((segment) => (each: Call) => endSegment(each, segment, moment, 'transfer')));
}

/** We came in the middle: HoldTime, which is the wait and not a hold, tells when the caller joined. */
function missedJoin(call: Call, { block, leg, at }: Moment, queue: string): Step {
  const enteredAt = at - (count(block, 'HoldTime') ?? 0) * 1_000;
  const { call: opened, visit } = openVisit(call, leg, queue, enteredAt);
  return step(opened, entered(visit, undefined, enteredAt));
}

const LEFT_BY: Readonly<Record<string, AgentLeftBy>> = { agent: 'agent', caller: 'customer', transfer: 'transfer' };

/** May come late, so what the agent's channel did before counts for the time. */
export const agentCompleted: Happening = (call, moment) => {
  const leg = field(moment.block, 'DestUniqueid');
  // Late, when the agent's channel is gone already, Asterisk names the agent but no channel.
  const segment = call.segments.find((each) => leg === undefined ? each.stay?.leg === moment.leg && each.agent === agentOf(moment) : each.leg === leg);
  const by = own(LEFT_BY, field(moment.block, 'Reason') ?? '');
  return segment ? endSegment(call, segment, moment, by) : step(call);
};

function agentOf({ block, agentAt }: Moment): string {
  return field(block, 'MemberName') ?? agentAt(field(block, 'Interface') ?? 'unknown');
}

function counted(visit: Visit, what: string): number {
  return (visit.counts[what] ?? 0) + 1;
}
