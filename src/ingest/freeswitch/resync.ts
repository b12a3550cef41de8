import type { EarshotEvent } from '../../domain/event.js';
import type { Instant } from '../../domain/time.js';
import type { Translation } from '../../ports/adapter.js';
import { eventsOf, type Fact } from '../fact.js';
import { inTurn, step } from '../step.js';
import { inQueues, listed } from './agents.js';
import { newCall, withLeg, withVisit, type Call, type Step } from './call.js';
import type { EslMessage } from './esl-event.js';
import { answer } from './offers.js';
import { reconciled } from './reconcile.js';
import { withCall, type EslState } from './state.js';
import { contactStarted, entered, isMet, stay } from './stays.js';
import { channelTable, isError, pipeTable, seconds, type Row } from './tables.js';

/** What a fresh connection asks, to learn what goes on. The members of each queue are asked for after their list. */
export const QUESTIONS = ['callcenter_config tier list', 'callcenter_config agent list', 'show channels as json', 'callcenter_config queue list'] as const;
export const MEMBERS = 'callcenter_config queue list members ';
/** No question: says that all of them are answered. */
export const ALL_ANSWERED = 'all answered';

/** Facts, each about its contact or agent. */
export interface About { readonly subject: string; readonly facts: readonly Fact[] }
export interface Heard { readonly state: EslState; readonly told: readonly About[] }

type Answer = Extract<EslMessage, { kind: 'answer' }>;

/** The answers to our questions, by which a fresh connection learns what goes on. */
export function heardAnswer(state: EslState, message: Answer): Translation<EslState> {
  const heard = read(state, message);
  const setting = { source: state.source, time: message.at, sequence: 0 };
  const events: EarshotEvent[] = heard.told.flatMap(({ subject, facts }) => eventsOf(facts, { ...setting, subject }));
  return { state: heard.state, events, refused: [] };
}

function read(state: EslState, { question, text, at }: Answer): Heard {
  if (question.startsWith(MEMBERS)) return isError(text) ? { state, told: [] } : membersListed(state, pipeTable(text), at);
  switch (question) {
    case 'callcenter_config tier list':
      return { state: tiersListed(state, pipeTable(text)), told: [] };
    case 'callcenter_config agent list':
      return agentsListed(state, pipeTable(text), at);
    case 'show channels as json':
      return channelsListed(state, channelTable(text));
    case ALL_ANSWERED:
      return reconciled(state);
    default:
      return { state, told: [] };
  }
}

/** The queues whose members are to be asked for. */
export function queuesIn(text: string): readonly string[] {
  return pipeTable(text).flatMap(({ name }) => (name === undefined || /\s/.test(name) ? [] : [name]));
}

function tiersListed(state: EslState, rows: readonly Row[]): EslState {
  const queues = new Map<string, string[]>();
  for (const { agent, queue } of rows) if (agent !== undefined && queue !== undefined) queues.set(agent, [...queues.get(agent) ?? [], queue]);
  return { ...state, agents: [...queues].reduce((agents, [agent, its]) => inQueues(agents, agent, its), state.agents) };
}

function agentsListed(state: EslState, rows: readonly Row[], at: Instant): Heard {
  let { agents } = state;
  const told = rows.flatMap(({ name, status, state: now, last_status_change: since }) => {
    if (name === undefined || status === undefined || now === undefined) return [];
    const step = listed(agents, name, { status, state: now, since: seconds(since) }, at);
    agents = step.agents;
    return [{ subject: name, facts: step.facts }];
  });
  return { state: { ...state, agents }, told };
}

function channelsListed(state: EslState, rows: readonly Row[] | undefined): Heard {
  if (!rows || !state.resync) return { state, told: [] };
  let next: EslState = { ...state, resync: { ...state.resync, channels: new Set(rows.map(({ uuid }) => uuid ?? '')) } };
  const told = rows.flatMap((row) => {
    const begun = channelListed(next, row);
    if (begun) next = withCall(next, begun.call);
    return begun ? [{ subject: begun.call.id, facts: begun.facts }] : [];
  });
  return { state: next, told };
}

/** A caller's channel that we do not know, or a channel that belongs to one that we do. */
function channelListed(state: EslState, row: Row): Step | undefined {
  const { uuid, direction, name = '', call_uuid: callId } = row;
  if (uuid === undefined || state.legs.has(uuid) || name.startsWith('loopback/')) return undefined;
  const known = callId === undefined || callId === '' ? undefined : state.calls.get(callId);
  if (direction === 'outbound') return known ? step(withLeg(known, uuid, {})) : undefined;
  return step(newCall(uuid, 'inbound'), contactStarted(uuid, { from: row.initial_cid_num || row.cid_num, to: row.initial_dest || row.dest }, seconds(row.created_epoch)));
}

function membersListed(state: EslState, rows: readonly Row[], at: Instant): Heard {
  const listedNow = new Set(state.resync?.listed);
  let next = state;
  const told = rows.flatMap((row) => {
    const { uuid, session_uuid: session = '', queue } = row;
    const call = next.calls.get(session);
    if (uuid === undefined || queue === undefined || !call || call.endedAt !== undefined || row.state === 'Abandoned') return [];
    const where = stay(session, uuid, queue);
    listedNow.add(where.visit);
    const step = memberListed(call, row, where, at);
    if (step.call !== call) next = withCall(next, step.call);
    return [{ subject: call.id, facts: step.facts }];
  });
  return { state: next.resync ? { ...next, resync: { ...next.resync, listed: listedNow } } : next, told };
}

/** Waiting, or served since: the listing tells since when, and by whom. */
function memberListed(call: Call, row: Row, where: ReturnType<typeof stay>, at: Instant): Step {
  const visit = call.visits.find((each) => each.visit === where.visit) ?? { ...where, ordinal: 1 };
  const agent = row.serving_agent ?? '';
  const joined = isMet(call, visit) ? [] : [entered(visit, seconds(row.joined_epoch))];
  return inTurn(call,
    (each) => joined.length > 0 ? step(withVisit(each, visit), ...joined) : step(each),
    (each) => row.state === 'Answered' && agent !== '' && !each.told.has(visit.visit)
      ? answer(each, visit, { agent, leg: legOf(each, agent), at: seconds(row.bridge_epoch) ?? at }, { id: `${visit.visit}:${(seconds(row.bridge_epoch) ?? at)}000` })
      : step(each));
}

/** The agent's channel: the one that is known by the name, else the only one beside the caller's. */
function legOf(call: Call, agent: string): string | undefined {
  const others = [...call.legs].filter(([leg]) => leg !== call.id);
  return others.find(([, leg]) => leg.agent === agent)?.[0] ?? (others.length === 1 ? others[0]?.[0] : undefined);
}
