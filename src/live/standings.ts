import type { AgentStanding } from '../domain/agent.js';
import type { Floor } from '../domain/floor.js';
import type { LiveAgent, LiveState } from '../ports/live-state.js';

/** How each agent stands now, with the queues and team that the floor names where the source says nothing. */
export function standingsOf(state: Pick<LiveState, 'agents' | 'floor' | 'now'>): Map<string, AgentStanding> {
  const standings = new Map<string, AgentStanding>();
  for (const agent of state.agents.values()) if (isHere(agent, state)) standings.set(agent.agent, standingOf(agent, state.floor) as AgentStanding);
  return standings;
}

/** Who was carried into no further day is not here any more, whatever was heard of them last; imports tell of many such. */
export function isHere({ days }: LiveAgent, { now }: Pick<LiveState, 'now'>): boolean {
  const day = days.at(-1)?.day;
  return day !== undefined && day.to > now;
}

/** undefined: nothing was heard of them. */
export function standingOf({ agent, days }: LiveAgent, floor: Floor): AgentStanding | undefined {
  const standing = days.at(-1)?.day.standing;
  if (!standing) return undefined;
  const known = floor.agents[agent];
  const team = standing.team ?? known?.team;
  const queues = standing.queues.length > 0 ? standing.queues : known?.queues ?? [];
  return { ...standing, queues, ...(team === undefined ? {} : { team }) };
}
