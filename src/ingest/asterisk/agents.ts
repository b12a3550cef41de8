import type { AgentState } from '../../domain/event.js';
import type { Instant } from '../../domain/time.js';
import { pausedEverywhere, pausedInQueue, signedIn, signedOut, unpausedEverywhere, unpausedInQueue } from './agent-facts.js';
import { count, field, type AmiBlock } from './ami-block.js';
import { fact, type Fact } from '../fact.js';

/** One agent over all queues: what the board shows is one state, not one for each queue. */
export interface Agent {
  readonly phone: string;
  /** Queue → the reason of a pause in it, '' for none given; undefined where calls are taken. */
  readonly queues: ReadonlyMap<string, string | undefined>;
  readonly state?: AgentState | undefined;
}

export type Agents = ReadonlyMap<string, Agent>;

export interface AgentStep {
  readonly agents: Agents;
  readonly facts: readonly Fact[];
}

const MOST_AGENTS = 10_000;

/** Asterisk's device states. 2, 3, 7 and 8 may also mean that the phone rings, so they never end a ringing. */
const DEVICE: Readonly<Record<number, AgentState>> = {
  1: 'available', 2: 'on-contact', 3: 'on-contact', 4: 'offline', 5: 'offline', 6: 'ringing', 7: 'on-contact', 8: 'on-contact',
};

type MemberChange = (agents: Agents, name: string, block: AmiBlock, at: Instant) => AgentStep;

export const memberChanges: Readonly<Record<string, MemberChange>> = {
  QueueMemberStatus: (agents, name, block, at) => deviceIs(remember(agents, name, block), name, block, at),
  QueueMember: listed,
  QueueMemberPause: paused,
  QueueMemberAdded: (agents, name, block, at) => {
    const joined = signedIn({ agent: name, at }, field(block, 'Queue') ?? '', phoneIn(block) ?? name);
    return { agents: remember(agents, name, block), facts: [joined] };
  },
  QueueMemberRemoved: removed,
};

export function phoneIn(block: AmiBlock): string | undefined {
  return field(block, 'Interface') ?? field(block, 'Location');
}

/** The reason of a pause in every queue; undefined while at least one may call. */
export function pauseOf(agents: Agents, name: string): string | undefined {
  const reasons = [...(agents.get(name)?.queues.values() ?? [])];
  return reasons.length > 0 && reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
}

/** The state that a contact's facts have just told, so that the phone's own state is not told again. */
export function nowIn(agents: Agents, name: string, state: AgentState): Agents {
  const agent = agents.get(name);
  return agent && agent.state !== state ? new Map(agents).set(name, { ...agent, state }) : agents;
}

function remember(agents: Agents, name: string, block: AmiBlock): Agents {
  const queue = field(block, 'Queue');
  const reason = field(block, 'Paused') === '1' ? field(block, 'PausedReason') ?? '' : undefined;
  const agent = agents.get(name);
  if (queue === undefined || !agent && agents.size >= MOST_AGENTS) return agents;
  if (agent?.queues.has(queue) && agent.queues.get(queue) === reason) return agents;
  const queues = new Map(agent?.queues).set(queue, reason);
  return new Map(agents).set(name, { ...agent, phone: phoneIn(block) ?? name, queues });
}

function deviceIs(agents: Agents, name: string, block: AmiBlock, at: Instant): AgentStep {
  const agent = agents.get(name);
  const device = DEVICE[count(block, 'Status') ?? 0];
  if (!agent || !device) return { agents, facts: [] };
  const pause = pauseOf(agents, name);
  const busyAlready = device === 'on-contact' && (agent.state === 'ringing' || agent.state === 'on-contact');
  const state = busyAlready ? agent.state : pause !== undefined && device !== 'offline' ? 'away' : device;
  if (state === undefined || state === agent.state) return { agents, facts: [] };
  const reason = state === 'away' && pause ? { reason: pause } : {};
  return { agents: nowIn(agents, name, state), facts: [fact('agent.state', `${name}:${state}:${at}`, { state, ...reason }, { subject: name })] };
}

/** In the answer to QueueStatus: a member whom we did not see sign in did so at LoginTime, as queue_log says too. */
function listed(before: Agents, name: string, block: AmiBlock, at: Instant): AgentStep {
  const queue = field(block, 'Queue');
  const since = count(block, 'LoginTime') ?? 0;
  const isNew = queue !== undefined && since > 0 && before.get(name)?.queues.has(queue) !== true;
  const signed = isNew ? [signedIn({ agent: name, at: since * 1_000 }, queue, phoneIn(block) ?? name)] : [];
  const { agents, facts } = deviceIs(remember(before, name, block), name, block, at);
  return { agents, facts: [...signed, ...facts] };
}

function paused(before: Agents, name: string, block: AmiBlock, at: Instant): AgentStep {
  const queue = field(block, 'Queue') ?? '';
  const reason = field(block, 'PausedReason');
  const agents = remember(before, name, block);
  const change = { agent: name, at };
  const wasAway = pauseOf(before, name) !== undefined;
  const isAway = pauseOf(agents, name) !== undefined;
  const here = field(block, 'Paused') === '1' ? pausedInQueue(change, queue, reason) : unpausedInQueue(change, queue);
  if (wasAway === isAway) return { agents, facts: [here] };
  const overall = isAway ? pausedEverywhere(change, reason) : unpausedEverywhere(change);
  const onContact = agents.get(name)?.state === 'on-contact';
  // Paused in the middle of a call: the pause begins when the call ends.
  return onContact ? { agents, facts: [here] } : { agents: nowIn(agents, name, isAway ? 'away' : 'available'), facts: [here, overall] };
}

function removed(agents: Agents, name: string, block: AmiBlock, at: Instant): AgentStep {
  const queue = field(block, 'Queue') ?? '';
  const gone = signedOut({ agent: name, at }, queue, phoneIn(block) ?? name);
  const agent = agents.get(name);
  if (!agent) return { agents, facts: [gone] };
  const queues = new Map(agent.queues);
  queues.delete(queue);
  const rest = new Map(agents);
  if (queues.size > 0) rest.set(name, { ...agent, queues });
  else rest.delete(name);
  return { agents: rest, facts: [gone] };
}
