import type { Translate } from '../../ports/adapter.js';
import { eventsOf } from '../fact.js';
import { own } from '../own.js';
import { callVerbs } from './queue-log-calls.js';
import { memberVerbs } from './queue-log-members.js';
import { parseQueueLogLine } from './queue-log-line.js';
import { newLoggedCall, type QueueLogState } from './queue-log-state.js';
import { systemNameIn } from './source-name.js';

/** Written by every Asterisk, of no use to us: no reason to refuse the line. */
const OF_NO_USE = new Set(['CONFIGRELOAD', 'QUEUESTART', 'SYSCOMPAT', 'PENALTY', 'AGENTDUMP', 'SRCAGENT', 'DSTAGENT', 'RINGUSER', 'TRANSFERPOSITION']);

/**
 * Lines of queue_log → our events, with the ids that the manager interface gives to the same facts.
 * Lines must come in the order of the file, from its beginning: a stay is named by how often its caller came before.
 */
export const translateQueueLog: Translate<QueueLogState, string> = (before, text) => {
  const state = { ...before, line: before.line + 1 };
  if (text.trim() === '') return { state, events: [], refused: [] };
  const parsed = parseQueueLogLine(text);
  if (!parsed.ok) return refusal(state, parsed.reason);
  const line = parsed.value;
  const ofMember = own(memberVerbs, line.verb);
  const setting = { source: state.source, time: line.at, sequence: state.line };
  if (ofMember) {
    const { state: next, facts } = ofMember(state, line);
    return { state: next, events: eventsOf(facts, { ...setting, subject: line.member ?? state.source }).map(sameLine(state.line)), refused: [] };
  }
  const ofCall = own(callVerbs, line.verb);
  if (!ofCall) return OF_NO_USE.has(line.verb) ? { state, events: [], refused: [] } : refusal(state, `Its verb ${line.verb.slice(0, 40)} is not one that Asterisk's queues write.`);
  if (line.leg === undefined) return { state, events: [], refused: [] };
  const call = state.calls.get(line.leg) ?? newLoggedCall();
  const { call: next, facts } = ofCall(call, { ...line, leg: line.leg }, state);
  const subject = state.contactOf.get(line.leg) ?? line.leg;
  const events = eventsOf(facts, { ...setting, source: sourceOfLeg(line.leg, state.source), subject }).map(sameLine(state.line));
  return { state: remember(state, line.leg, next), events, refused: [] };
};

/** What one line tells happens at once: the order within it is the one of a call, which the fold knows. */
function sameLine(line: number): <Event extends { readonly sequence?: number }>(event: Event) => Event {
  return (event) => ({ ...event, sequence: line });
}

function sourceOfLeg(leg: string, fallback: string): string {
  const name = systemNameIn(leg);
  return name === undefined ? fallback : `asterisk/${name}`;
}

/** More callers than wait and talk at one time: the one longest not heard of is forgotten. */
const MOST_CALLS = 10_000;

function remember(state: QueueLogState, leg: string, call: ReturnType<typeof newLoggedCall>): QueueLogState {
  // The map is this import's own and grows with every line: copying it each time would make long files quadratic.
  const calls = state.calls as Map<string, typeof call>;
  calls.delete(leg);
  calls.set(leg, call);
  if (calls.size > MOST_CALLS) calls.delete(calls.keys().next().value ?? '');
  return { ...state, calls };
}

function refusal(state: QueueLogState, reason: string): ReturnType<typeof translateQueueLog> {
  return { state, events: [], refused: [{ index: state.line, reason: `Line ${state.line} was left out. ${reason}` }] };
}
