import type { AgentLeftBy, EndedBy } from '../../domain/event.js';
import type { Instant } from '../../domain/time.js';
import { fact, known } from '../fact.js';
import { inTurn, step } from '../step.js';
import { segmentAt, withSegment, type Call, type Happening, type Moment, type Passing, type Segment, type Step } from './call.js';
import { field, type EslEvent } from './esl-event.js';
import { transferStarted } from './stays.js';

export const held: Happening = (call, { leg, id }) => {
  const segment = segmentAt(call, leg);
  if (!segment || segment.onHold) return step(call);
  return step(withSegment(call, { ...segment, onHold: true }), fact('hold.started', `${id}:hold`, { segment: segment.id, agent: segment.agent }));
};

export const unheld: Happening = (call, { leg, id, at }) => {
  const segment = segmentAt(call, leg);
  if (!segment?.onHold) return step(call);
  const unheld = { id: `${id}:unhold`, at };
  return step(withSegment(call, { ...segment, onHold: false, unheld }), fact('hold.ended', unheld.id, { segment: segment.id, agent: segment.agent }));
};

interface End {
  readonly at: Instant;
  readonly by?: AgentLeftBy | undefined;
}

/** Bridges that break take the hold off first. */
const AT_ONCE = 500;

/** The agent is out. The fold ends a hold that was on; who hung up just after it seemed to end was on hold until then. */
export function endSegment(call: Call, segment: Segment | undefined, { at, by }: End): Step {
  if (!segment) return step(call);
  const rest = { ...call, segments: call.segments.filter(({ id }) => id !== segment.id) };
  const lastLeft = by === 'agent' || by === 'customer' ? { at, by } : call.lastLeft;
  const { unheld } = segment;
  const onHold = unheld !== undefined && by === 'customer' && at - unheld.at <= AT_ONCE;
  return step({ ...rest, lastLeft },
    ...(onHold ? [fact('hold.ended', unheld.id, { segment: segment.id, agent: segment.agent }, { time: at })] : []),
    fact('agent.left', `${segment.id}:left`, known({ segment: segment.id, agent: segment.agent, by }), { time: at }));
}

/** Passes the caller on, and leaves. */
export function passOn(call: Call, segment: Segment, at: Instant, passing: Passing, toNumber?: string): Step {
  return inTurn(call,
    (each) => step({ ...each, passing }, { ...transferStarted(passing, toNumber), time: at }),
    (each) => endSegment(each, segment, { at, by: 'transfer' }));
}

/** The agent's channel is gone: hung up by the phone, transferred by it, or hung up by the switch for a reason that what follows tells. */
export function agentGone(call: Call, segment: Segment, { event, at }: Moment): Step {
  const side = whoHungUp(event);
  if (side === 'phone') return endSegment(call, segment, { at, by: 'agent' });
  const target = field(event, 'variable_transfer_destination') ?? field(event, 'variable_sip_refer_to');
  if (target !== undefined) {
    const kind = target.startsWith('blind') || !target.startsWith('attended') ? 'blind' : 'consult';
    return passOn(call, segment, at, { segment: segment.id, kind }, numberIn(target));
  }
  if (call.endedAt !== undefined) return endSegment(call, segment, { at, by: sideOf(call.lastLeft?.by) });
  return step(withSegment(call, { ...segment, goneAt: at }));
}

/** mod_callcenter says that the talk is over. A caller who is still here was taken from the agent. */
export const bridgeEnded: Happening = (call, { event, at }) => {
  const id = `${call.id}:${field(event, 'CC-Member-UUID') ?? ''}:agent`;
  const segment = call.segments.find((each) => each.id === id);
  if (!segment) return step(call);
  if (segment.goneAt === undefined) return endSegment(call, segment, { at });
  return passOn(call, segment, segment.goneAt, { segment: id, kind: 'blind' });
};

/** Whose far end hung up: the phone on this channel, or the switch. */
export function whoHungUp(event: EslEvent): 'phone' | 'switch' | undefined {
  const disposition = field(event, 'variable_sip_hangup_disposition');
  if (disposition === undefined) return undefined;
  return disposition.startsWith('recv_') ? 'phone' : 'switch';
}

export function sideOf(by: EndedBy | undefined): AgentLeftBy | undefined {
  return by === 'inferred' ? undefined : by;
}

/** `blind:7001` → 7001; `<sip:7001@pbx>` → 7001. */
function numberIn(sent: string): string | undefined {
  // A caller's phone may name whom to transfer to, at any length.
  const target = sent.slice(0, 256);
  return /(?:^(?:blind|attended):|sips?:)?([\w*#+.-]+)(?:@|>|$|\/)/.exec(target.replace(/^<+/, ''))?.[1];
}
