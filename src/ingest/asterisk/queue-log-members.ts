import { pausedEverywhere, pausedInQueue, signedIn, signedOut, unpausedEverywhere, unpausedInQueue } from './agent-facts.js';
import { fact, type Fact } from '../fact.js';
import type { QueueLogLine } from './queue-log-line.js';
import type { QueueLogState } from './queue-log-state.js';

interface Logged { readonly state: QueueLogState; readonly facts: readonly Fact[] }
type MemberVerb = (state: QueueLogState, line: QueueLogLine) => Logged;

/** The agent's name where the line has only the phone; see `log_membername_as_agent` in README.md. */
export const memberVerbs: Readonly<Record<string, MemberVerb>> = {
  PAUSE: (state, line) => logged(state, pausedInQueue(of(state, line), line.queue ?? '', reason(line))),
  UNPAUSE: (state, line) => logged(state, unpausedInQueue(of(state, line), line.queue ?? '')),
  PAUSEALL: (state, line) => {
    const change = of(state, line);
    return logged({ ...state, paused: new Map(state.paused).set(change.agent, reason(line) ?? '') }, pausedEverywhere(change, reason(line)));
  },
  UNPAUSEALL: (state, line) => {
    const change = of(state, line);
    const paused = new Map(state.paused);
    paused.delete(change.agent);
    return logged({ ...state, paused }, unpausedEverywhere(change));
  },
  ADDMEMBER: (state, line) => logged(state, signedIn(of(state, line), line.queue ?? '', line.member ?? '')),
  REMOVEMEMBER: (state, line) => logged(state, signedOut(of(state, line), line.queue ?? '', line.member ?? '')),
  AGENTLOGIN: (state, line) => logged(state, session('agent.signed-in', state, line)),
  AGENTCALLBACKLOGIN: (state, line) => logged(state, session('agent.signed-in', state, line)),
  AGENTLOGOFF: (state, line) => logged(state, session('agent.signed-out', state, line)),
  AGENTCALLBACKLOGOFF: (state, line) => logged(state, session('agent.signed-out', state, line)),
};

function of(state: QueueLogState, line: QueueLogLine): { agent: string; at: number } {
  const member = line.member ?? 'unknown';
  return { agent: state.names.get(member) ?? member, at: line.at };
}

function session(type: 'agent.signed-in' | 'agent.signed-out', state: QueueLogState, line: QueueLogLine): Fact {
  const { agent, at } = of(state, line);
  return fact(type, `${agent}:${type}:${at / 1_000}`, {}, { subject: agent, time: at });
}

function reason(line: QueueLogLine): string | undefined {
  return line.data[0] || undefined;
}

function logged(state: QueueLogState, ...facts: readonly Fact[]): Logged {
  return { state, facts };
}
