import type { AgentLeftBy } from '../../domain/event.js';
import { step } from '../step.js';
import { field } from './ami-block.js';
import { withSegment, type Call, type Happening, type Moment, type Segment, type Step } from './call.js';
import { fact, known, type Fact } from '../fact.js';
import { agentLeft, transferCompleted, transferStarted } from './visit-facts.js';

export const held: Happening = (call, { leg }) => {
  const segment = segmentOn(call, leg);
  if (!segment || segment.onHold) return step(call);
  const next = { ...segment, onHold: true, isFound: undefined, holds: segment.holds + 1 };
  return step(withSegment(call, next), fact('hold.started', `${segment.id}:hold:${next.holds}`, { segment: segment.id, agent: segment.agent }));
};

/** Comes without a Hold at transfers: then it is none. */
export const unheld: Happening = (call, { leg }) => {
  const segment = segmentOn(call, leg);
  if (!segment?.onHold && !segment?.isFound) return step(call);
  return step(withSegment(call, { ...segment, onHold: false, isFound: undefined }), holdEnded(segment));
};

/** The first sign that an agent is out; AgentComplete, which may come late, tells by whom. */
export const leftBridge: Happening = (call, { leg, at }) => {
  const segment = call.segments.find((each) => each.leg === leg && each.leftAt === undefined);
  return segment ? step(withSegment(call, { ...segment, leftAt: at })) : step(call);
};

/** Back in a bridge (a parked or a consulted caller comes back): not out after all. */
export const enteredBridge: Happening = (call, { leg }) => {
  const segment = call.segments.find((each) => each.leg === leg && each.leftAt !== undefined);
  return segment ? step(withSegment(call, { ...segment, leftAt: undefined })) : step(call);
};

export const blindTransfer: Happening = (call, moment) => {
  const segment = segmentOn(call, field(moment.block, 'TransfererUniqueid') ?? '');
  const id = segment?.id ?? moment.id;
  const passing = { segment: id, kind: 'blind' as const };
  const toNumber = field(moment.block, 'Extension');
  const started = transferStarted(passing, toNumber);
  if (field(moment.block, 'Result') === 'Success') return step({ ...call, passing, hungUpBy: undefined }, started);
  return step(call, started, fact('transfer.failed', `${id}:transfer:failed`, known({ kind: passing.kind, toNumber })));
};

export const attendedTransfer: Happening = (call, moment) => {
  const segment = segmentOn(call, field(moment.block, 'OrigTransfererUniqueid') ?? '');
  const passing = { segment: segment?.id ?? moment.id, kind: 'consult' as const };
  const started = transferStarted(passing, undefined);
  if (field(moment.block, 'Result') !== 'Success') return step(call, started, fact('transfer.failed', `${passing.segment}:transfer:failed`, { kind: passing.kind }));
  const target = field(moment.block, 'TransferTargetChannel') ?? field(moment.block, 'SecondTransfererConnectedLineNum');
  const toAgent = target?.includes('/') ? moment.agentAt(target) : undefined;
  return step({ ...call, hungUpBy: undefined }, started, transferCompleted(passing, { toAgent }));
};

export function endSegment(call: Call, segment: Segment, moment: Moment, by: AgentLeftBy | undefined): Step {
  const rest = { ...call, segments: call.segments.filter((each) => each.id !== segment.id) };
  const time = segment.leftAt !== undefined && segment.leftAt < moment.at ? segment.leftAt : undefined;
  const hold = segment.onHold ? [holdEnded(segment, time)] : [];
  const paused = moment.pauseOf(segment.agent);
  if (segment.stay) return step(rest, ...hold, ...agentLeft(segment.stay, segment.agent, by, paused, time));
  return step(rest, ...hold, fact('agent.left', `${segment.id}:agent-left`, known({ segment: segment.id, agent: segment.agent, by }), time === undefined ? {} : { time }));
}

function holdEnded(segment: Segment, time?: number): Fact {
  return fact('hold.ended', `${segment.id}:unhold:${segment.holds}`, { segment: segment.id, agent: segment.agent }, time === undefined ? {} : { time });
}

/** Only what the agent does counts: a caller who puts the agent on hold is not on hold. */
function segmentOn(call: Call, leg: string): Segment | undefined {
  const own = call.segments.find((segment) => segment.leg === leg);
  if (own || leg === call.id) return own;
  // Behind a Local channel the phone's channel is not the one that the queue dialled.
  const only = call.segments.length === 1 ? call.segments[0] : undefined;
  return only && call.legs.has(leg) && call.legs.get(only.leg)?.phone.startsWith('Local/') ? only : undefined;
}
