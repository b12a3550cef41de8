import type { AgentRow } from '../contract/board.js';
import { timeInStates } from '../domain/agent.js';
import type { AgentDay, AgentStanding } from '../domain/agent.js';
import { stateLimits } from '../domain/agent-limits.js';
import { nameOf } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import type { Instant } from '../domain/time.js';

export function isOverLimit({ state, since }: Pick<AgentRow, 'state' | 'since'>, at: Instant): boolean {
  const limit = stateLimits[state as keyof typeof stateLimits];
  return limit !== undefined && at - since > limit;
}

export function agentRow(agent: string, standing: AgentStanding, day: AgentDay, floor: Floor, at: Instant): AgentRow {
  const contact = standing.contacts.at(-1);
  return {
    id: agent,
    name: nameOf(floor.agents, agent),
    ...(standing.team === undefined ? {} : { team: standing.team }),
    state: standing.state,
    ...(standing.reason === undefined ? {} : { reason: standing.reason }),
    since: standing.since,
    queues: standing.queues,
    ...(contact === undefined ? {} : { contact }),
    overLimit: isOverLimit(standing, at),
    // Up to the last change only: a row changes when the agent does, not with every second; the page adds the rest.
    today: timeInStates(day, standing.since),
  };
}
