import type { Translate } from '../../ports/adapter.js';
import { eventsOf, type Fact } from '../fact.js';
import { own } from '../own.js';
import { ringUnanswered, stateChanged, statusChanged, type AgentStep } from './agents.js';
import { newCall, withLeg, type Call, type Happening, type Moment } from './call.js';
import { beginCall, contactOf } from './calls.js';
import { bridged, dialAnswered, dialled } from './dials.js';
import { field, nameOf, sequenceOf, timeOf, type EslEvent, type EslMessage } from './esl-event.js';
import { channelEnded } from './hangups.js';
import { dialplanStep, menuEntered, menuLeft } from './menus.js';
import { agentAnswered, agentOffered, offerFailed, whyUnanswered } from './offers.js';
import { memberJoined, memberLeft } from './queues.js';
import { heardAnswer } from './resync.js';
import { withCall, withoutOver, type EslState } from './state.js';
import { bridgeEnded, held, unheld } from './talk.js';
import { toldByTheDialplan } from './told.js';
import { digitReceived, settleWhenQuiet } from './typing.js';
import { voicemailLeft } from './voicemail.js';

/** What each event of the switch does to its call. */
const happenings: Readonly<Record<string, Happening>> = {
  CHANNEL_CREATE: created,
  CHANNEL_ANSWER: dialAnswered,
  CHANNEL_BRIDGE: bridged,
  CHANNEL_HOLD: held,
  CHANNEL_UNHOLD: unheld,
  CHANNEL_EXECUTE: dialplanStep,
  CHANNEL_HANGUP_COMPLETE: channelEnded,
  DTMF: digitReceived,
  'menu::enter': menuEntered,
  'menu::exit': menuLeft,
  'callcenter::info member-queue-start': memberJoined,
  'callcenter::info member-queue-resume': memberJoined,
  'callcenter::info member-queue-end': memberLeft,
  'callcenter::info agent-offering': agentOffered,
  'callcenter::info bridge-agent-start': agentAnswered,
  'callcenter::info bridge-agent-fail': offerFailed,
  'callcenter::info bridge-agent-end': bridgeEnded,
  'vm::maintenance leave-message': voicemailLeft,
  ...toldByTheDialplan,
};

type AgentChange = (state: EslState, name: string, event: EslEvent, at: number) => AgentStep;

const agentChanges: Readonly<Record<string, AgentChange>> = {
  'callcenter::info agent-status-change': ({ agents }, name, event, at) => statusChanged(agents, name, field(event, 'CC-Agent-Status') ?? '', at),
  'callcenter::info agent-state-change': ({ agents }, name, event, at) => stateChanged(agents, name, field(event, 'CC-Agent-State') ?? '', at),
  'callcenter::info bridge-agent-fail': ({ agents }, name, event, at) =>
    whyUnanswered(field(event, 'CC-Hangup-Cause')) === 'cancelled' ? { agents, facts: [] } : ringUnanswered(agents, name, at),
};

/** What we ask of the event socket, and nothing else: the rest is a flood. CUSTOM and its subclasses must be last. */
export const SUBSCRIPTION = `event plain ${Object.keys(happenings).filter((name) => /^[A-Z_]+$/.test(name)).join(' ')} HEARTBEAT CUSTOM callcenter::info menu::enter menu::exit vm::maintenance earshot::ivr`;

/** False for what the switch sends and we have no use for: counted by name, never an error. */
export function isRead(name: string): boolean {
  return own(happenings, name) !== undefined || own(agentChanges, name) !== undefined || name === 'HEARTBEAT';
}

/** Events and answers of the event socket → our events. Pure: the clock is the switch's own. */
export const translateEsl: Translate<EslState, EslMessage> = (state, message) => {
  if (message.kind === 'answer') return answered(state, message);
  const { event } = message;
  const name = nameOf(event);
  const at = timeOf(event);
  if (at === undefined) return { state, events: [], refused: [{ index: 0, reason: `Left out a ${name || 'message'}: it has no Event-Date-Timestamp, so nobody can say when it happened.` }] };
  const here = withoutOver({ ...state, source: sourceIn(state, event), lastAt: Math.max(state.lastAt, at) }, at);
  const quiet = settleQuiet(here, at);
  const ofAgent = agentChange(quiet.state, name, event, at);
  const ofCall = callChange(ofAgent.state, name, event, at);
  const setting = { source: here.source, time: at, sequence: placeOf(event) };
  const events = [
    ...quiet.told.flatMap(({ subject, facts }) => eventsOf(facts, { ...setting, subject })),
    ...eventsOf([...ofAgent.facts, ...ofCall.facts], { ...setting, subject: ofCall.subject }),
  ];
  return { state: ofCall.state, events, refused: [] };
};

/** An answer also tells the time. */
function answered(state: EslState, message: Extract<EslMessage, { kind: 'answer' }>): ReturnType<typeof translateEsl> {
  const quiet = settleQuiet(state, message.at);
  const heard = heardAnswer(quiet.state, message);
  const setting = { source: heard.state.source, time: message.at, sequence: 0 };
  return { ...heard, events: [...quiet.told.flatMap(({ subject, facts }) => eventsOf(facts, { ...setting, subject })), ...heard.events] };
}

function callChange(state: EslState, name: string, event: EslEvent, at: number): { state: EslState; facts: readonly Fact[]; subject: string } {
  const happening = own(happenings, name);
  const id = happening && contactOf(state, event);
  if (!happening || id === undefined) return { state, facts: [], subject: state.source };
  // A channel that is created begins anew, even if we have heard of it: a recording that is played again.
  const isNew = name === 'CHANNEL_CREATE' && field(event, 'Unique-ID') === id;
  const known = isNew ? undefined : state.calls.get(id);
  const begun = known ? { call: known, facts: [] } : beginCall(event, name, id);
  const moment = momentOf(event, at, id);
  // Late news of a call that is over: it is told, but opens nothing.
  const { call, facts } = happening(begun?.call ?? newCall(id, 'inbound'), moment);
  return { state: begun && call !== known ? withCall(state, call) : state, facts: [...begun?.facts ?? [], ...facts], subject: id };
}

function agentChange(state: EslState, name: string, event: EslEvent, at: number): { state: EslState; facts: readonly Fact[] } {
  const agent = field(event, 'CC-Agent');
  const change = own(agentChanges, name);
  if (!change || agent === undefined) return { state, facts: [] };
  const { agents, facts } = change(state, agent, event, at);
  return { state: { ...state, agents }, facts };
}

/** Digits of other calls, of which time has told by now that no more come. */
function settleQuiet(state: EslState, at: number): { state: EslState; told: readonly { subject: string; facts: readonly Fact[] }[] } {
  let next = state;
  const told = [...state.typing].flatMap((subject) => {
    const call = next.calls.get(subject);
    if (!call) return [];
    const settled = settleWhenQuiet(call, at);
    if (settled.call !== call) next = withCall(next, settled.call);
    return settled.facts.length > 0 ? [{ subject, facts: settled.facts }] : [];
  });
  return { state: next, told };
}

/** Room for what one event tells. */
function placeOf(event: EslEvent): number {
  return (sequenceOf(event) ?? 0) * 100;
}

function momentOf(event: EslEvent, at: number, id: string): Moment {
  const leg = field(event, 'Unique-ID') ?? id;
  return { event, at, leg, id: `${leg}:${field(event, 'Event-Date-Timestamp') ?? at}`, sequence: placeOf(event) };
}

/** A channel of the call itself is where it begins; any other is somebody whom it dials. */
function created(call: Call, moment: Moment): ReturnType<Happening> {
  if (moment.leg === call.id) return { call, facts: [] };
  const agent = field(moment.event, 'variable_cc_agent');
  return agent === undefined ? dialled(call, moment) : { call: withLeg(call, moment.leg, { agent }), facts: [] };
}

function sourceIn(state: EslState, event: EslEvent): string {
  const name = state.isNamed ? undefined : field(event, 'FreeSWITCH-Switchname');
  return name === undefined ? state.source : `freeswitch/${name}`;
}

