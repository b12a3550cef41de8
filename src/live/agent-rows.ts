import type { AgentRow } from '../contract/board.js';
import { timeInStates } from '../domain/agent.js';
import type { AgentDay, AgentStanding } from '../domain/agent.js';
import { nameOf } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import { MINUTE } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';

/** Past these an agent is shown as over the limit (METRICS.md, time in state). */
const limits: Readonly<Record<string, Millis>> = { 'wrap-up': 2 * MINUTE, away: 15 * MINUTE, 'not-responding': MINUTE };

export function isOverLimit({ state, since }: Pick<AgentRow, 'state' | 'since'>, at: Instant): boolean {
  const limit = limits[state];
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
