import type { AgentRow } from '../contract/board.js';
import { timeInStates } from '../domain/agent.js';
import type { AgentStanding } from '../domain/agent.js';
import { nameOf } from '../domain/floor.js';
import { MINUTE } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import type { LiveState } from '../ports/live-state.js';

/** Past these an agent is shown as over the limit (METRICS.md, time in state). */
const limits: Readonly<Record<string, Millis>> = { 'wrap-up': 2 * MINUTE, away: 15 * MINUTE, 'not-responding': MINUTE };

export function agentRows(state: LiveState, standings: ReadonlyMap<string, AgentStanding>, at: Instant): AgentRow[] {
  const rows: AgentRow[] = [];
  for (const [agent, standing] of standings) {
    if (standing.state === 'offline') continue;
    const day = state.agents.get(agent)?.days.at(-1)?.day;
    const limit = limits[standing.state];
    const contact = standing.contacts.at(-1);
    rows.push({
      id: agent,
      name: nameOf(state.floor.agents, agent),
      ...(standing.team === undefined ? {} : { team: standing.team }),
      state: standing.state,
      ...(standing.reason === undefined ? {} : { reason: standing.reason }),
      since: standing.since,
      queues: standing.queues,
      ...(contact === undefined ? {} : { contact }),
      overLimit: limit !== undefined && at - standing.since > limit,
      // Up to the last change only: a row changes when the agent does, not with every second; the page adds the rest.
      today: day ? timeInStates(day, standing.since) : {},
    });
  }
  return rows.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
