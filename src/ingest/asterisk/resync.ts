import { count, field, type AmiBlock } from './ami-block.js';
import { callOf, withCall, type AmiState, type Resync } from './ami-state.js';
import { phoneOf, visitOf, withoutVisit, withSegment, type Call, type Leg, type Segment, type Step } from './call.js';
import { beginCall } from './calls.js';
import { menuListed } from './dialplan.js';
import { fact, type Fact } from '../fact.js';
import { endVisit, openVisit } from './queues.js';
import { connected, entered, left, segmentOf, stay } from './visit-facts.js';

interface Told {
  readonly state: AmiState;
  readonly facts: readonly Fact[];
  readonly subject: string;
}
type Answer = (state: AmiState, block: AmiBlock, at: number) => Told;

/** The answers to CoreShowChannels and QueueStatus, by which a fresh connection learns what goes on. */
export const resyncBlocks: Readonly<Record<string, Answer>> = {
  CoreShowChannel: channelListed,
  QueueEntry: callerListed,
  QueueStatusComplete: reconcile,
};

function channelListed(state: AmiState, block: AmiBlock): Told {
  const leg = field(block, 'Uniqueid');
  const linkedid = field(block, 'Linkedid') ?? leg;
  if (leg === undefined || linkedid === undefined) return nothing(state);
  const noted = note(state, ({ channels }) => ({ channels: new Map(channels).set(leg, { bridge: field(block, 'BridgeId') ?? '', number: field(block, 'CallerIDNum') }) }));
  const call = callOf(noted, leg, linkedid);
  if (call?.legs.has(leg)) return nothing(noted);
  if (call) return { ...nothing(noted), state: withCall(noted, { ...call, legs: new Map(call.legs).set(leg, legListed(block, leg)) }) };
  const begun = beginCall(block, 'CoreShowChannel', leg, linkedid);
  if (!begun) return nothing(noted);
  const listed = { ...begun.call, legs: new Map(begun.call.legs).set(leg, legListed(block, leg)), ...(leg === linkedid ? { menu: menuListed(block) } : {}) };
  return { state: withCall(noted, listed), facts: begun.facts, subject: linkedid };
}

function legListed(block: AmiBlock, leg: string): Leg {
  const application = field(block, 'Application');
  const queue = application === 'Queue' ? field(block, 'ApplicationData')?.split(',')[0] || undefined : undefined;
  return { phone: phoneOf(field(block, 'Channel') ?? leg), ...(application === undefined ? {} : { application }), ...(queue === undefined ? {} : { queue }) };
}

/** A caller who waits: the stay is known, or began so many whole seconds ago and up to one more. A true moment that was told before is later, and stands. */
function callerListed(state: AmiState, block: AmiBlock, at: number): Told {
  const leg = field(block, 'Uniqueid');
  const queue = field(block, 'Queue');
  if (leg === undefined || queue === undefined) return nothing(state);
  const noted = note(state, ({ waiting }) => ({ waiting: new Set(waiting).add(leg) }));
  const call = [...noted.calls.values()].find((each) => each.legs.has(leg));
  if (!call || visitOf(call, leg)?.queue === queue) return nothing(noted);
  const enteredAt = at - ((count(block, 'Wait') ?? 0) + 1) * 1_000;
  const { call: opened, visit } = openVisit(call, leg, queue, enteredAt);
  return { state: withCall(noted, opened), facts: [entered(visit, count(block, 'Position'), enteredAt)], subject: call.id };
}

/**
 * What ended while we were away. It is dated to the last moment that we saw, because the truth is later: when
 * queue_log brings it under the same id, the later one counts.
 */
function reconcile(state: AmiState, _block: AmiBlock, at: number): Told {
  const { resync } = state;
  if (!resync) return nothing(state);
  let next: AmiState = { ...state, resync: undefined };
  const facts: Fact[] = [];
  for (const known of state.calls.values()) {
    const call = withTalk(known, resync, next, at);
    if (call !== known) next = withCall(next, call);
    const step = missed(call, resync, next);
    if (step.call === call && step.facts.length === 0) continue;
    next = withCall(next, step.call);
    facts.push(...step.facts.map((each) => ({ subject: call.id, time: resync.lostAt, ...each })));
  }
  return { state: next, facts, subject: state.source };
}

function missed(call: Call, resync: Resync, state: AmiState): Step {
  const gone = [...call.legs.keys()].filter((leg) => resync.before.has(leg) && !resync.channels.has(leg));
  const legs = new Map([...call.legs].filter(([leg]) => !gone.includes(leg)));
  if (gone.includes(call.id) || legs.size === 0) {
    const ended = call.ended ? [] : [fact('contact.ended', `${call.id}:ended`, { by: 'inferred' })];
    return { call: { ...call, legs: new Map(), ended: true }, facts: ended };
  }
  const stale = call.visits.filter((visit) => resync.before.has(visit.leg) && !resync.waiting.has(visit.leg));
  const start: Step = { call: gone.length > 0 ? { ...call, legs } : call, facts: [] };
  return stale.reduce((before, visit) => {
    const after = leaveUnseen(before.call, visit.leg, resync, state);
    return { call: after.call, facts: [...before.facts, ...after.facts] };
  }, start);
}

/** Talking now: answered. Else the queue has put the caller out, and a timeout is its usual reason. */
function leaveUnseen(call: Call, leg: string, resync: Resync, state: AmiState): Step {
  const visit = visitOf(call, leg);
  if (!visit) return { call, facts: [] };
  const leftAt = Math.max(visit.enteredAt, resync.lostAt);
  const peer = peerOf(leg, resync);
  if (peer === undefined) return endVisit(call, { ...visit, leftAt: visit.leftAt ?? leftAt }, 'timeout');
  const phone = call.legs.get(peer)?.phone ?? peer;
  const agent = state.names.get(phone) ?? phone;
  const segment = { id: segmentOf(visit), agent, leg: peer, stay: { visit: visit.visit, leg: visit.leg, queue: visit.queue }, holds: 0, onHold: false };
  return {
    call: withSegment(withoutVisit(call, visit), segment),
    facts: [left(visit, 'answered', { waitMs: leftAt - visit.enteredAt }, leftAt), ...connected(visit, agent, leftAt)],
  };
}

/**
 * Who talks while we start: of what was heard before a restart nothing is known any more, and a hold or a transfer needs its agent.
 * That they were connected is not told again: when, nobody says, and a later report would take the place of the true one.
 */
function withTalk(call: Call, resync: Resync, state: AmiState, at: number): Call {
  if (call.segments.length > 0 || call.visits.length > 0) return call;
  for (const [leg, { application, queue }] of call.legs) {
    const peer = resync.before.has(leg) ? undefined : peerOf(leg, resync);
    const phone = peer === undefined ? undefined : call.legs.get(peer)?.phone;
    if (peer === undefined || phone === undefined) continue;
    // Holds of before may have been told: these are counted from where none was.
    const talk = { agent: state.names.get(phone) ?? phone, leg: peer, holds: Math.floor(at / 1_000), onHold: false, isFound: true as const };
    if (application === 'Queue' && queue !== undefined) {
      const its = stay(leg, queue, 1);
      return withSegment({ ...call, joins: { ...call.joins, [`${leg}:${queue}`]: 1 } }, { ...talk, id: segmentOf(its), stay: its } satisfies Segment);
    }
    if (application === 'Dial' && leg === call.id && isExtension(peer, phone, state, resync)) return withSegment(call, { ...talk, id: peer } satisfies Segment);
  }
  return call;
}

function peerOf(leg: string, { channels }: Resync): string | undefined {
  const bridge = channels.get(leg)?.bridge ?? '';
  return bridge === '' ? undefined : [...channels].find(([other, its]) => other !== leg && its.bridge === bridge)?.[0];
}

/** As where one is dialled: a phone whose name is its own number, or which is a member of a queue. */
function isExtension(leg: string, phone: string, state: AmiState, { channels }: Resync): boolean {
  return state.names.has(phone) || phone.slice(phone.indexOf('/') + 1) === channels.get(leg)?.number;
}

function note(state: AmiState, change: (resync: Resync) => Partial<Resync>): AmiState {
  return state.resync ? { ...state, resync: { ...state.resync, ...change(state.resync) } } : state;
}

function nothing(state: AmiState): Told {
  return { state, facts: [], subject: state.source };
}
