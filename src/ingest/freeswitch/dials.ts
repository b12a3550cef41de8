import { fact, known } from '../fact.js';
import { inTurn, step } from '../step.js';
import { withLeg, withSegment, type Call, type Happening, type Moment, type Step } from './call.js';
import { field } from './esl-event.js';
import { leaveMenu } from './menus.js';
import { whyUnanswered } from './offers.js';
import { transferCompleted, transferStarted } from './stays.js';
import { endSegment } from './talk.js';

/** Phones that the dialplan rings without a queue, and numbers behind a gateway. A user of the directory is an agent. */
export const dialled: Happening = (call, moment) => {
  const { event, leg, id } = moment;
  const user = field(event, 'variable_dialed_user');
  const agent = user === undefined ? undefined : known({ user, domain: field(event, 'variable_dialed_domain') });
  const name = agent && [agent.user, agent.domain].filter(Boolean).join('@');
  return inTurn(call,
    (each) => leaveMenu(each, moment),
    (each) => step(withLeg(each, leg, { agent: name, dialled: 'ringing' })),
    (each) => name !== undefined ? step(each, fact('agent.offered', `${leg}:offered`, { leg: call.id, segment: leg, agent: name }))
      : call.direction === 'inbound' ? step(each) : step(each, fact('outbound.dialed', `${id}:dialed`, {})));
};

export const dialAnswered: Happening = (call, { leg, id }) => {
  const known = call.legs.get(leg);
  if (known?.dialled !== 'ringing') return step(call);
  const next = withLeg(call, leg, { dialled: 'answered' });
  if (known.agent !== undefined) return step(next);
  if (call.direction !== 'inbound') return step(next, fact('outbound.result', `${leg}:result`, { result: 'answered' }));
  return step(next, fact('party.joined', `${id}:joined`, { role: 'external', leg: call.id, party: leg }));
};

/** Two channels talk. mod_callcenter tells its own; what is left are phones that were dialled. */
export const bridged: Happening = (call, moment) => {
  const others = [field(moment.event, 'Bridge-A-Unique-ID'), field(moment.event, 'Bridge-B-Unique-ID')].filter((leg) => leg !== undefined && leg !== call.id);
  const [leg = ''] = others;
  const agent = call.legs.get(leg)?.agent;
  const isTold = call.segments.some((segment) => segment.leg === leg);
  if (others.length !== 1 || agent === undefined || isTold || call.legs.get(leg)?.dialled === undefined) return step(call);
  return inTurn(call, (each) => takeOver(each, moment, agent), (each) => connectDialled(each, leg, agent));
};

/** Someone else talked to the caller until now: that was a consultation, and this is its end. */
function takeOver(call: Call, { at }: Moment, agent: string): Step {
  const before = call.segments.at(-1);
  if (!before) return step(call);
  const passing = { segment: before.id, kind: 'consult' as const };
  return inTurn(call,
    (each) => step(each, transferStarted(passing, undefined), transferCompleted(passing, { toAgent: agent })),
    (each) => endSegment({ ...each, passing: undefined }, before, { at: before.goneAt ?? at, by: 'transfer' }));
}

function connectDialled(call: Call, leg: string, agent: string): Step {
  const segment = { id: leg, agent, leg, onHold: false };
  return step(withSegment({ ...withLeg(call, leg, { dialled: 'answered' }), passing: undefined, lastLeft: undefined }, segment),
    fact('agent.offer.ended', `${leg}:offer-ended`, { leg: call.id, segment: leg, agent, reason: 'answered' }),
    fact('agent.connected', `${leg}:connected`, { leg: call.id, segment: leg, agent }),
    ...(call.passing ? [transferCompleted(call.passing, { toAgent: agent })] : []));
}

/** A dialled channel ends: unanswered, or an external party leaves. */
export function dialEnded(call: Call, { event, leg, id }: Moment): Step {
  const gone = call.legs.get(leg);
  if (!gone?.dialled) return step(call);
  const cause = field(event, 'Hangup-Cause');
  if (gone.agent !== undefined) {
    return gone.dialled === 'answered' ? step(call) : step(call, fact('agent.offer.ended', `${leg}:offer-ended`, { leg: call.id, segment: leg, agent: gone.agent, reason: whyUnanswered(cause) }));
  }
  if (gone.dialled === 'answered') return call.direction === 'inbound' ? step(call, fact('party.left', `${id}:left`, { role: 'external', leg: call.id, party: leg })) : step(call);
  return call.direction === 'inbound' ? step(call) : step(call, fact('outbound.result', `${leg}:result`, { result: cause === 'USER_BUSY' ? 'busy' : 'no-answer' }));
}
