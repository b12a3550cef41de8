import type { AgentState } from '../../domain/event.js';
import type { Translate } from '../../ports/adapter.js';
import { own } from '../own.js';
import { memberChanges, nowIn, pauseOf, phoneIn } from './agents.js';
import { field, nameOf, type AmiBlock } from './ami-block.js';
import type { AmiState } from './ami-state.js';
import { callOf, withCall } from './ami-state.js';
import { phoneOf, withLeg, type Call, type Happening, type Moment } from './call.js';
import { dialBegan, dialEnded } from './dials.js';
import { dialplanStep, messageLeft } from './dialplan.js';
import { eventsOf, fact, type Fact } from '../fact.js';
import { hangupRequested, hungUp, softHangup } from './hangups.js';
import { toldByTheDialplan } from './menus.js';
import { agentCalled, agentCompleted, agentConnected, rangOut } from './offers.js';
import { joined, leftQueue, queueStatusSet, resolveLeave, unserved } from './queues.js';
import { resyncBlocks } from './resync.js';
import { beginCall, linkOf } from './calls.js';
import { attendedTransfer, blindTransfer, enteredBridge, held, leftBridge, unheld } from './talk.js';
import { keyPressed } from './typing.js';

/** What each event of the manager interface does to its call. */
const happenings: Readonly<Record<string, Happening>> = {
  Newchannel: (call) => ({ call, facts: [] }),
  Newexten: dialplanStep,
  DTMFEnd: keyPressed,
  QueueCallerJoin: joined,
  QueueCallerLeave: leftQueue,
  QueueCallerAbandon: unserved,
  AgentCalled: agentCalled,
  AgentRingNoAnswer: rangOut,
  AgentConnect: agentConnected,
  AgentComplete: agentCompleted,
  Hold: held,
  Unhold: unheld,
  BridgeEnter: enteredBridge,
  BridgeLeave: leftBridge,
  BlindTransfer: blindTransfer,
  AttendedTransfer: attendedTransfer,
  DialBegin: dialBegan,
  DialEnd: dialEnded,
  VarSet: (call, moment) => variableSet(call, moment),
  MessageWaiting: (call, moment) => field(moment.block, 'New') === undefined || field(moment.block, 'New') === '0' ? { call, facts: [] } : messageLeft(call, moment),
  HangupRequest: hangupRequested,
  SoftHangupRequest: softHangup,
  Hangup: hungUp,
  ...Object.fromEntries(Object.entries(toldByTheDialplan).map(([name, happening]) => [`UserEvent ${name}`, afterLeaving(happening)])),
};

/** False for what Asterisk sends and we have no use for: counted by name, never an error. */
export function isRead(name: string): boolean {
  return [happenings, memberChanges, resyncBlocks].some((table) => Object.hasOwn(table, name));
}

/** Manager events → our events. Pure: the clock is the block's own Timestamp (`timestampevents = yes`). */
export const translateAmi: Translate<AmiState, AmiBlock> = (state, block) => {
  const name = nameOf(block);
  if (!isRead(name)) return { state, events: [], refused: [] };
  const stamp = Number(field(block, 'Timestamp') ?? Number.NaN);
  if (!Number.isFinite(stamp)) {
    const reason = `Left out a ${name}: it has no Timestamp. Set timestampevents = yes in manager.conf and reload the manager.`;
    return { state, events: [], refused: [{ index: 0, reason }] };
  }
  const at = Math.floor(stamp * 1_000 + 0.0005);
  const here = { ...state, source: sourceIn(block) ?? state.source, lastAt: Math.max(state.lastAt, at) };
  const told = own(resyncBlocks, name)?.(here, block, at) ?? members(here, name, block, at) ?? ofCall(here, name, block, at);
  const micros = Math.round(stamp * 1_000_000) % 1_000;
  const events = eventsOf(told.facts, { source: here.source, subject: told.subject, time: at, sequence: micros * 100 });
  return { state: told.state, events, refused: [] };
};

export interface Told {
  readonly state: AmiState;
  readonly facts: readonly Fact[];
  readonly subject: string;
}

function members(state: AmiState, name: string, block: AmiBlock, at: number): Told | undefined {
  const change = own(memberChanges, name);
  if (!change) return undefined;
  const phone = phoneIn(block);
  const agent = field(block, 'MemberName') ?? field(block, 'Name') ?? phone;
  if (agent === undefined) return { state, facts: [], subject: state.source };
  const { agents, facts } = change(state.agents, agent, block, at);
  const names = phone !== undefined && state.names.get(phone) !== agent && state.names.size < 10_000 ? new Map(state.names).set(phone, agent) : state.names;
  return { state: { ...state, agents, names }, facts, subject: agent };
}

function ofCall(state: AmiState, name: string, block: AmiBlock, at: number): Told {
  const leg = field(block, 'Uniqueid') ?? field(block, 'TransfererUniqueid') ?? field(block, 'OrigTransfererUniqueid');
  const linkedid = field(block, 'Linkedid') ?? field(block, 'TransfererLinkedid') ?? field(block, 'OrigTransfererLinkedid') ?? leg;
  if (leg === undefined || linkedid === undefined) return { state, facts: [], subject: state.source };
  const { state: linked, facts: link } = name === 'Newchannel' ? { state, facts: [] } : linkOf(state, leg, linkedid);
  const known = callOf(linked, leg, linkedid);
  const begun = known ? { call: withChannel(known, leg, name, block), facts: [] } : beginCall(block, name, leg, linkedid);
  if (!begun) return { state: linked, facts: link, subject: linkedid };
  const moment = momentOf(linked, block, at, leg);
  const { call, facts } = own(happenings, name)?.(begun.call, moment) ?? { call: begun.call, facts: [] };
  const all = [...link, ...begun.facts, ...facts];
  const next = call === known ? linked : withCall(linked, call);
  return { state: { ...next, agents: all.reduce(stateTold, next.agents) }, facts: all, subject: call.id };
}

function withChannel(call: Call, leg: string, name: string, block: AmiBlock): Call {
  const isGone = name === 'Hangup' || call.legs.has(leg);
  return isGone ? call : withLeg(call, leg, { phone: phoneOf(field(block, 'Channel') ?? field(block, 'TransfererChannel') ?? leg) });
}

function momentOf(state: AmiState, block: AmiBlock, at: number, leg: string): Moment {
  return {
    block, at, leg,
    id: `${leg}:${field(block, 'Timestamp') ?? at}`,
    agentAt: (phone) => state.names.get(phoneOf(phone)) ?? phoneOf(phone),
    pauseOf: (agent) => pauseOf(state.agents, agent),
  };
}

function stateTold(agents: AmiState['agents'], each: Fact): AmiState['agents'] {
  return each.type === 'agent.state' && each.subject !== undefined ? nowIn(agents, each.subject, each.data.state satisfies AgentState) : agents;
}

function variableSet(call: Call, moment: Moment): ReturnType<Happening> {
  const variable = field(moment.block, 'Variable');
  if (variable === 'QUEUESTATUS') return queueStatusSet(call, moment);
  if (variable === 'VMSTATUS' && field(moment.block, 'Value') === 'SUCCESS') return messageLeft(call, moment);
  // What we set on calls of our own, and any dialler may set on its: the contact that this call answers.
  if (/^_{0,2}EARSHOT_CONTACT$/.test(variable ?? '')) return { call, facts: answers(call, field(moment.block, 'Value')) };
  return { call, facts: [] };
}

function answers(call: Call, contact: string | undefined): Fact[] {
  if (contact === undefined || call.direction === 'inbound') return [];
  return [
    fact('contact.started', `${call.id}:call-back`, { channel: 'voice', direction: 'callback' }),
    fact('contact.linked', `${call.id}:answers`, { contact, relation: 'callback' }),
  ];
}

/** A UserEvent also tells that the caller goes on in the dialplan. */
function afterLeaving(happening: Happening): Happening {
  return (call, moment) => {
    const resolved = resolveLeave(call, moment, 'went-on');
    const next = happening(resolved.call, moment);
    return { call: next.call, facts: [...resolved.facts, ...next.facts] };
  };
}

function sourceIn(block: AmiBlock): string | undefined {
  const name = field(block, 'SystemName');
  return name === undefined ? undefined : `asterisk/${name}`;
}
