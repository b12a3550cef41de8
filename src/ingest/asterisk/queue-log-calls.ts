import type { AgentLeftBy, EndedBy, OfferEndReason, QueueLeftReason, TransferKind } from '../../domain/event.js';
import { fact, type Fact } from '../fact.js';
import { own } from '../own.js';
import { seconds, type QueueLogLine } from './queue-log-line.js';
import type { LoggedCall, QueueLogState } from './queue-log-state.js';
import { madeAt } from './source-name.js';
import {
  agentLeft, connected, contactStarted, entered, isHidden, left, offerEnded, offered, segmentOf, stay, transferCompleted, transferStarted, wayOf,
} from './visit-facts.js';

type CallLine = QueueLogLine & { readonly leg: string };
interface Logged { readonly call: LoggedCall; readonly facts: readonly Fact[] }
type CallVerb = (call: LoggedCall, line: CallLine, state: QueueLogState) => Logged;

export const callVerbs: Readonly<Record<string, CallVerb>> = {
  DID: (call, line) => logged({ ...call, started: true }, contactStarted(line.leg, { to: line.data[0] }, madeAt(line.leg) ?? line.at)),
  ENTERQUEUE: enterQueue,
  CONNECT: connect,
  ABANDON: (call, line) => leave(call, line, 'abandoned', line.data[2], ended(line, 'customer')),
  EXITEMPTY: (call, line) => leave(call, line, 'empty', line.data[2]),
  EXITWITHTIMEOUT: (call, line) => leave(call, line, 'timeout', line.data[2]),
  EXITWITHKEY: (call, line) => leave(call, line, 'exit-key', line.data[3]),
  WITHDRAW: (call, line) => leave(call, line, 'withdrawn', line.data[2]),
  RINGNOANSWER: (call, line) => ringEnded(call, line, 'timeout'),
  RINGCANCELED: (call, line) => ringEnded(call, line, 'cancelled'),
  COMPLETEAGENT: (call, line, state) => complete(call, line, state, 'agent', ended(line, 'agent')),
  COMPLETECALLER: (call, line, state) => complete(call, line, state, 'customer', ended(line, 'customer')),
  BLINDTRANSFER: (call, line, state) => transfer(call, line, state, 'blind', line.data[0]),
  TRANSFER: (call, line, state) => transfer(call, line, state, 'blind', line.data[0]),
  ATTENDEDTRANSFER: (call, line, state) => transfer(call, line, state, 'consult', undefined),
  CALLERONHOLD: (call, line) => hold(call, line, 'hold.started'),
  CALLEROFFHOLD: (call, line) => hold(call, line, 'hold.ended'),
  INFO: menuChoice,
};

function enterQueue(call: LoggedCall, line: CallLine): Logged {
  const queue = line.queue ?? 'unknown';
  const ordinal = (own(call.joins, queue) ?? 0) + 1;
  const visit = { ...stay(line.leg, queue, ordinal), enteredAt: line.at };
  const from = line.data[1] !== undefined && line.data[1] !== '' && !isHidden(line.data[1]) ? line.data[1] : undefined;
  const started = call.started ? [] : [contactStarted(line.leg, { from }, madeAt(line.leg) ?? line.at)];
  return logged({ ...call, started: true, joins: { ...call.joins, [queue]: ordinal }, visit, counts: {}, agent: undefined, holds: 0, onHold: 0 },
    ...started, entered(visit, seconds(line.data[2])));
}

function connect(call: LoggedCall, line: CallLine): Logged {
  const seen = inQueue(call, line);
  const agent = line.member ?? 'unknown';
  const before = (seconds(line.data[2]) ?? 0) * 1_000;
  const ordinal = (seen.counts[`${agent}:offered`] ?? 0) + 1;
  const passed = seen.passing ? [transferCompleted(seen.passing, { toQueue: seen.visit.queue, toAgent: agent })] : [];
  return logged({ ...seen, agent, passing: undefined },
    offered(seen.visit, agent, ordinal, line.at - before),
    offerEnded(seen.visit, agent, 'answered', 1),
    left(seen.visit, 'answered', { waitMs: waited(line.data[0]) }),
    ...connected(seen.visit, agent),
    ...passed);
}

function leave(call: LoggedCall, line: CallLine, reason: QueueLeftReason, wait: string | undefined, ...after: readonly Fact[]): Logged {
  const seen = inQueue(call, line);
  const key = reason === 'exit-key' ? line.data[0] : undefined;
  return logged({ ...seen, visit: undefined }, left(seen.visit, reason, { key, waitMs: waited(wait) }), ...after);
}

/** The ring time is in milliseconds here, and tells when the offer began. */
function ringEnded(call: LoggedCall, line: CallLine, reason: OfferEndReason): Logged {
  const seen = inQueue(call, line);
  const agent = line.member ?? 'unknown';
  const way = `${agent}:${wayOf(reason)}`;
  const ordinal = (seen.counts[`${agent}:offered`] ?? 0) + 1;
  const ended = (seen.counts[way] ?? 0) + 1;
  return logged({ ...seen, counts: { ...seen.counts, [`${agent}:offered`]: ordinal, [way]: ended } },
    offered(seen.visit, agent, ordinal, line.at - (seconds(line.data[0]) ?? 0)),
    offerEnded(seen.visit, agent, reason, ended));
}

function complete(call: LoggedCall, line: CallLine, state: QueueLogState, by: AgentLeftBy, ...after: readonly Fact[]): Logged {
  const seen = inQueue(call, line);
  const agent = line.member ?? seen.agent ?? 'unknown';
  const unheld = seen.onHold > 0 ? holdFact(seen, agent, 'hold.ended') : [];
  return logged({ ...seen, visit: undefined, agent: undefined, onHold: 0 }, ...unheld, ...agentLeft(seen.visit, agent, by, state.paused.get(agent)), ...after);
}

function transfer(call: LoggedCall, line: CallLine, state: QueueLogState, kind: TransferKind, toNumber: string | undefined): Logged {
  const seen = inQueue(call, line);
  const passing = { segment: segmentOf(seen.visit), kind };
  const done = kind === 'consult' ? [transferCompleted(passing, {})] : [];
  const { call: next, facts } = complete(seen, line, state, 'transfer');
  return logged({ ...next, passing: kind === 'blind' ? passing : undefined }, transferStarted(passing, toNumber), ...done, ...facts);
}

/** Written by QueueMetrics' own tracking, not by Asterisk. */
function hold(call: LoggedCall, line: CallLine, type: 'hold.started' | 'hold.ended'): Logged {
  const agent = line.member ?? call.agent;
  const started = type === 'hold.started';
  if (!call.visit || agent === undefined || started === call.onHold > 0) return logged(call);
  const next = { ...call, holds: call.holds + (started ? 1 : 0), onHold: started ? 1 : 0 };
  return logged(next, ...holdFact(next, agent, type));
}

function holdFact(call: LoggedCall, agent: string, type: 'hold.started' | 'hold.ended'): readonly Fact[] {
  if (!call.visit) return [];
  const segment = segmentOf(call.visit);
  return [fact(type, `${segment}:${type === 'hold.started' ? 'hold' : 'unhold'}:${call.holds}`, { segment, agent })];
}

/** QueueMetrics' `INFO|IVRAPPEND|<selection>|<menu>`: one key and where; anything longer keeps its length only. */
function menuChoice(call: LoggedCall, line: CallLine, { line: number }: QueueLogState): Logged {
  const [what, selection = '', menu] = line.data;
  if (what !== 'IVRAPPEND' || selection === '') return logged(call);
  const started = call.started ? [] : [contactStarted(line.leg, {}, madeAt(line.leg) ?? line.at)];
  const isKey = /^[0-9*#]$/.test(selection);
  const input = isKey ? { kind: 'key' as const, key: selection } : { kind: 'slot' as const, length: selection.length };
  const id = `${line.leg}:${number}`;
  const node = menu ? [fact('ivr.node.entered', `${id}:entered`, { node: menu, menu })] : [];
  return logged({ ...call, started: true }, ...started, ...node, fact('ivr.input', `${id}:input`, menu ? { node: menu, ...input } : input));
}

/** Where the file begins in the middle of a call, the stay is opened without having been entered. */
function inQueue(call: LoggedCall, line: CallLine): LoggedCall & { readonly visit: NonNullable<LoggedCall['visit']> } {
  if (call.visit) return { ...call, visit: call.visit };
  const queue = line.queue ?? 'unknown';
  const ordinal = (own(call.joins, queue) ?? 0) + 1;
  return { ...call, joins: { ...call.joins, [queue]: ordinal }, counts: {}, visit: { ...stay(line.leg, queue, ordinal), enteredAt: line.at } };
}

function ended(line: CallLine, by: EndedBy): Fact {
  return fact('contact.ended', `${line.leg}:ended`, { by });
}

function waited(text: string | undefined): number | undefined {
  const wait = seconds(text);
  return wait === undefined ? undefined : wait * 1_000;
}

function logged(call: LoggedCall, ...facts: readonly Fact[]): Logged {
  return { call, facts };
}
