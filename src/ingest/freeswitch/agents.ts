import type { AgentState } from '../../domain/event.js';
import type { Instant } from '../../domain/time.js';
import { fact, known, type Fact } from '../fact.js';

/** One agent of mod_callcenter: `status` is what they chose, `state` what the module does with them. */
export interface Agent {
  readonly status?: string | undefined;
  readonly state?: string | undefined;
  readonly statusAt?: Instant | undefined;
  /** Put on break by the module, for not answering. */
  readonly gaveUp?: boolean | undefined;
  readonly told?: AgentState | undefined;
  readonly queues: readonly string[];
}

export type Agents = ReadonlyMap<string, Agent>;

export interface AgentStep {
  readonly agents: Agents;
  readonly facts: readonly Fact[];
}

const MOST_AGENTS = 10_000;
const LOGGED_OUT = 'Logged Out';
const ON_DEMAND = 'Available (On Demand)';

export function statusChanged(agents: Agents, name: string, status: string, at: Instant): AgentStep {
  const before = agents.get(name) ?? { queues: [] };
  const session = sessionChange(before, name, status, at);
  const told = tell(agents, name, { ...before, status, statusAt: at, gaveUp: false }, at);
  return { agents: told.agents, facts: [...session, ...told.facts] };
}

export function stateChanged(agents: Agents, name: string, state: string, at: Instant): AgentStep {
  return tell(agents, name, { ...agents.get(name) ?? { queues: [] }, state }, at);
}

/** The module sends whoever lets calls ring on a break, in the moment in which it gives up ringing. */
export function ringUnanswered(agents: Agents, name: string, at: Instant): AgentStep {
  const agent = agents.get(name);
  const isSentOnBreak = agent?.status !== undefined && !takesCalls(agent.status) && agent.statusAt !== undefined && at - agent.statusAt <= 1_000;
  return agent && isSentOnBreak ? tell(agents, name, { ...agent, gaveUp: true }, at) : { agents, facts: [] };
}

/** One row of the agents' listing: what is known differs from it only where something was missed. */
export function listed(agents: Agents, name: string, row: { readonly status: string; readonly state: string; readonly since: Instant | undefined }, at: Instant): AgentStep {
  const before = agents.get(name) ?? { queues: [] };
  const session = before.status === row.status ? [] : sessionChange({ ...before, status: before.status ?? LOGGED_OUT }, name, row.status, row.since ?? at);
  const told = tell(agents, name, { ...before, status: row.status, state: row.state, statusAt: row.since, gaveUp: before.status === row.status && before.gaveUp }, at);
  return { agents: told.agents, facts: [...session, ...told.facts] };
}

export function inQueues(agents: Agents, name: string, queues: readonly string[]): Agents {
  if (!agents.has(name) && agents.size >= MOST_AGENTS) return agents;
  return new Map(agents).set(name, { ...agents.get(name), queues });
}

function tell(agents: Agents, name: string, agent: Agent, at: Instant): AgentStep {
  if (!agents.has(name) && agents.size >= MOST_AGENTS) return { agents, facts: [] };
  const state = standing(agent);
  const next = new Map(agents).set(name, { ...agent, told: state ?? agent.told });
  if (state === undefined || state === agent.told) return { agents: next, facts: [] };
  const reason = state === 'away' ? reasonOf(agent) : undefined;
  return { agents: next, facts: [fact('agent.state', `${name}:${state}:${at}`, known<{ state: AgentState; reason?: string }>({ state, reason }), { subject: name, time: at })] };
}

/** Undefined: in between, for some milliseconds. */
function standing({ status = 'Available', state, gaveUp }: Agent): AgentState | undefined {
  if (status === LOGGED_OUT) return 'offline';
  if (state === 'In a queue call') return 'on-contact';
  if (state === 'Receiving') return 'ringing';
  if (gaveUp === true) return 'not-responding';
  if (!takesCalls(status)) return 'away';
  // On demand: after each call the agent waits until they say themselves that they are ready.
  if (state === 'Idle') return status === ON_DEMAND ? 'away' : undefined;
  return state === 'Reserved' ? undefined : 'available';
}

function takesCalls(status: string): boolean {
  return status === 'Available' || status === ON_DEMAND;
}

function reasonOf({ status }: Agent): string | undefined {
  return status === ON_DEMAND ? 'on demand' : status;
}

function sessionChange({ status, queues }: Agent, name: string, next: string, at: Instant): readonly Fact[] {
  const second = Math.floor(at / 1_000);
  const over = { subject: name, time: second * 1_000 };
  if (next === LOGGED_OUT) return status === LOGGED_OUT || status === undefined ? [] : [fact('agent.signed-out', `${name}:signed-out:${second}`, {}, over)];
  return status === LOGGED_OUT ? [fact('agent.signed-in', `${name}:signed-in:${second}`, known({ queues: queues.length > 0 ? queues : undefined }), over)] : [];
}
